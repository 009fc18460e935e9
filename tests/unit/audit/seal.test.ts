import { describe, expect, it } from 'vitest';
import { latestOver, sealedDays, sealOf, unsealed, verified, type Chain } from '../../../shared/audit/seal.ts';
import { chained, emptyChain, type AuditRecord } from '../../../shared/kernel/policy/audit.ts';
import type { Instant } from '../../../shared/kernel/values/clock.ts';

/** A day with two chains of so many records. */
const chainsOf = (date: string, ...lengths: number[]): Chain[] =>
  lengths.map((length, shard) => {
    const records: AuditRecord[] = [];
    let head = emptyChain;
    for (let i = 0; i < length; i += 1) {
      const at = `${date}T08:00:00.000Z` as Instant;
      const record = chained(head, date, shard, {
        at,
        actor: 'ann',
        useCase: 'x/y',
        kind: 'read',
        correlationId: 'c',
        details: `{"input":${i}}`,
      });
      records.push(record);
      head = { length: i + 1, hash: record.hash };
    }
    return { shard, records, head };
  });

describe('sealing', () => {
  it.each([
    ['2026-11-23T00:59:59.000Z', '2026-11-21'],
    ['2026-11-23T01:00:00.000Z', '2026-11-22'],
    ['2026-11-23T23:59:59.000Z', '2026-11-22'],
  ])('at %s takes days up to %s', (now, latest) => {
    expect(latestOver(now as Instant)).toBe(latest);
  });

  it('leaves no day out when runs were missed, and takes none twice', () => {
    expect(unsealed('2026-11-28', '2026-12-02')).toEqual(['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02']);
    expect(unsealed('2026-12-02', '2026-12-02')).toEqual([]);
    expect(unsealed(undefined, '2026-12-02')).toHaveLength(32);
    expect(sealedDays([
      { path: '2026-12-02/seal.json' },
      { path: '2026-11-29/records.jsonl' },
      { path: '2026-11-29/seal.json' },
    ])).toEqual(['2026-11-29', '2026-12-02']);
  });

  it('keeps the records without their details', () => {
    const { records, faults } = sealOf('2026-11-22', chainsOf('2026-11-22', 2, 1), undefined);
    expect(faults).toEqual([]);
    expect(records.trim().split('\n')).toHaveLength(3);
    expect(records).not.toContain('input');
  });
});

describe('verifying', () => {
  const first = chainsOf('2026-11-22', 2, 3);
  const second = chainsOf('2026-11-23', 0, 1);
  const firstSeal = sealOf('2026-11-22', first, undefined).seal;
  const secondSeal = sealOf('2026-11-23', second, { date: '2026-11-22', text: firstSeal }).seal;
  const days = [
    { date: '2026-11-22', chains: first, text: firstSeal },
    { date: '2026-11-23', chains: second, text: secondSeal },
    { date: '2026-11-24', chains: chainsOf('2026-11-24', 1, 0) },
  ];

  it('finds nothing in what is as it was written', () => {
    expect(verified(days)).toEqual([]);
  });

  it('finds an end that was cut off and its head moved back, once the day is sealed', () => {
    const records = first[1]!.records.slice(0, 2);
    const cut = [first[0]!, { shard: 1, records, head: { length: 2, hash: records[1]!.hash } }];
    expect(verified([{ ...days[0]!, chains: cut }])).toEqual(['2026-11-22.01.0000000003 is missing']);
  });

  it('finds a seal that was written anew', () => {
    const forged = sealOf('2026-11-22', chainsOf('2026-11-22', 1, 0), undefined).seal;
    expect(verified([{ date: '2026-11-22', chains: chainsOf('2026-11-22', 1, 0), text: forged }, days[1]!])).toEqual([
      'the seal of 2026-11-23 does not follow that of 2026-11-22',
    ]);
  });

  it('finds a seal that is not there', () => {
    expect(verified([days[1]!])).toEqual([]);
    const third = sealOf('2026-11-24', [], { date: '2026-11-23', text: secondSeal }).seal;
    expect(verified([days[0]!, { date: '2026-11-24', chains: [], text: third }])).toEqual([
      'the seal of 2026-11-24 does not follow that of 2026-11-22',
    ]);
  });
});
