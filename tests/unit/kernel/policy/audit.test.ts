import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chained,
  detailsOf,
  emptyChain,
  faultsOf,
  subjectIn,
  type AuditedAct,
  type AuditRecord,
} from '../../../../shared/kernel/policy/audit.ts';
import { instant } from '../../../../shared/kernel/values/clock.ts';

const date = '2026-11-22';
const act = (what: string): AuditedAct => ({
  at: instant(Date.parse(`${date}T08:00:00Z`)),
  actor: 'ann',
  useCase: 'identity/freeze-account',
  kind: 'change',
  thing: what,
  subject: 'bob',
  reason: 'because',
  address: '127.0.0.1',
  correlationId: 'c',
  details: detailsOf({ what }, []),
});

const chainOf = (length: number): AuditRecord[] => {
  const records: AuditRecord[] = [];
  let head = emptyChain;
  for (let i = 0; i < length; i += 1) {
    const record = chained(head, date, 7, act(`thing ${i}`));
    records.push(record);
    head = { length: head.length + 1, hash: record.hash };
  }
  return records;
};
const headOf = (records: AuditRecord[]) => ({ length: records.length, hash: records.at(-1)?.hash ?? '' });

describe('a chain of audit records', () => {
  it('is without fault as it was written, and names its records by day, chain and place', () => {
    const records = chainOf(3);
    expect(records.map(({ id }) => id)).toEqual([
      '2026-11-22.07.0000000001',
      '2026-11-22.07.0000000002',
      '2026-11-22.07.0000000003',
    ]);
    expect(faultsOf(records, date, 7, headOf(records))).toEqual([]);
    expect(faultsOf([], date, 7, emptyChain)).toEqual([]);
  });

  it('tells of every field of every record that is changed [SEC-09]', () => {
    const records = chainOf(4);
    fc.assert(fc.property(
      fc.nat({ max: 3 }),
      fc.constantFrom(...Object.keys(records[0]!) as (keyof AuditRecord)[]),
      (i, field) => {
        const forged = records.with(i, { ...records[i]!, [field]: `${String(records[i]![field])}x` });
        expect(faultsOf(forged, date, 7)).not.toEqual([]);
      },
    ));
  });

  it('tells of a record that is missing, put in, or moved, wherever it was [SEC-09]', () => {
    const records = chainOf(5);
    const head = headOf(records);
    for (let i = 0; i < 5; i += 1) {
      expect(faultsOf(records.toSpliced(i, 1), date, 7, head)).not.toEqual([]);
      expect(faultsOf(records.toSpliced(i, 0, records[i]!), date, 7, head)).not.toEqual([]);
    }
    expect(faultsOf(records.toReversed(), date, 7, head)).not.toEqual([]);
  });

  it('tells of an end that was written anew with other records, once its end is known from elsewhere', () => {
    const others = chainOf(4).slice(0, 3);
    const forged = [...others, chained(headOf(others), date, 7, act('something else'))];
    expect(faultsOf(forged, date, 7)).toEqual([]);
    expect(faultsOf(forged, date, 7, headOf(chainOf(4)))).toEqual([
      '2026-11-22.07.0000000004 is not the one that was sealed',
    ]);
  });
});

describe('what a record tells', () => {
  it('is each top-level field that differs, before and after', () => {
    const before = { id: 'a', version: 1, state: 'active', tags: ['x'], gone: true };
    const after = { id: 'a', version: 2, state: 'frozen', tags: ['x'], since: 'now' };
    expect(JSON.parse(detailsOf({ reason: 'fraud' }, [{ thing: 'ACCOUNT#a', before, after }]))).toEqual({
      input: { reason: 'fraud' },
      changes: [{
        thing: 'ACCOUNT#a',
        fields: {
          version: { before: 1, after: 2 },
          state: { before: 'active', after: 'frozen' },
          gone: { before: true },
          since: { after: 'now' },
        },
      }],
    });
  });

  it('keeps the hash of what is too large for it', () => {
    const { changes } = JSON.parse(detailsOf({}, [{
      thing: 'LISTING#l',
      before: null,
      after: { id: 'l', text: 'x'.repeat(10_000) } as { id: string },
    }])) as { changes: { fields: Record<string, { after: unknown }> }[] };
    expect(changes[0]!.fields['text']!.after).toEqual({ bytes: 10_002, sha256: expect.any(String) as string });
  });

  it.each([
    [[{ buyerId: 'b' }, { accountId: 'a' }], 'b'],
    [[undefined, { accountId: 'a' }], 'a'],
    [[null, { state: 'x' }, { merchantId: 'm' }], 'm'],
    [[{ items: [{ accountId: 'a' }] }], 'a'],
    [[{ items: [{ accountId: 'a' }, { accountId: 'b' }] }], undefined],
    [['text', 3], undefined],
  ])('is about whom the first of %j names', (known, subject) => {
    expect(subjectIn(...known)).toBe(subject);
  });
});
