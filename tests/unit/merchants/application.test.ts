import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { AgreementKind, currentVersion } from '../../../shared/merchants/agreements.ts';
import {
  headingOf,
  Heading,
  itemNames,
  type ApplicationItems,
  type ItemName,
} from '../../../shared/merchants/application-items.ts';
import {
  acceptAgreements,
  applicationSteps,
  approve,
  askSupplement,
  judge,
  lapse,
  missingItems,
  openApplication,
  reject,
  submit,
  supply,
  take,
  type Application,
} from '../../../shared/merchants/application.ts';

const now = instant(Date.parse('2026-11-22T08:00:00.000Z'));
const later = instant(Date.parse('2026-11-23T08:00:00.000Z'));
const newId = idsAt(now);
const merchantId = newId('merchant');
const reviewer = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;
const other = '1c54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;

const items: ApplicationItems = {
  company: { name: 'Blue Teapot Ltd', contactPerson: 'Ann', phone: '+8613800138000', email: 'ann@example.com' },
  store: { name: { en: 'Blue Teapot' } },
  businessScope: 'Pottery',
  businessCategory: 'Tea ware',
  legalRepresentative: { name: 'Ann', identityNumber: '110101199001011234' },
  businessLicence: { documentId: newId('document') },
  organisationCode: { documentId: newId('document') },
  taxRegistration: { documentId: newId('document') },
};
const bothAgreements = AgreementKind.options.map((kind) => ({ kind, version: currentVersion(kind) }));
const all = (passed: boolean) => itemNames.map((item) => ({ item, passed, comment: passed ? '' : 'not readable' }));

const draft = openApplication(merchantId, { company: items.company, store: items.store }, now).after;
const complete = supply(draft, items, now).after;
const accepted = acceptAgreements(complete, bothAgreements, now).after;
const submitted = submit(accepted, now).after;
const inReview = take(submitted, reviewer, now).after;
const judgedWith = (...failed: ItemName[]): Application =>
  judge(
    inReview,
    itemNames.map((item) => ({
      item,
      passed: !failed.includes(item),
      comment: failed.includes(item) ? 'not readable' : '',
    })),
    reviewer,
    now,
  ).after;

const problemOf = (decide: () => unknown): Problem | undefined => {
  try {
    decide();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  return undefined;
};

describe('submitting an application', () => {
  it('names each missing item [MER-03] [MER-20]', () => {
    const problem = problemOf(() => submit(acceptAgreements(draft, bothAgreements, now).after, now));
    expect(problem?.code).toBe('application-incomplete');
    expect(problem?.faults?.map(({ path }) => path).toSorted()).toEqual(
      itemNames.filter((name) => name !== 'company' && name !== 'store').toSorted(),
    );
  });

  it.each(AgreementKind.options)('is refused without the %s agreement [MER-04]', (kind) => {
    const one = acceptAgreements(complete, bothAgreements.filter((agreement) => agreement.kind !== kind), now).after;
    expect(problemOf(() => submit(one, now))).toMatchObject({ code: 'agreements-not-accepted', detail: kind });
  });

  it('keeps version and time of each agreement [MER-04]', () => {
    expect(accepted.agreements).toEqual({
      service: { version: '2026-11', at: now },
      entry: { version: '2026-11', at: now },
    });
    expect(problemOf(() => acceptAgreements(complete, [{ kind: 'service', version: '2020-01' }], now))?.code).toBe(
      'agreement-outdated',
    );
  });

  it('closes it to the merchant [MER-05]', () => {
    expect(problemOf(() => supply(submitted, { businessScope: 'Weapons' }, now))?.code).toBe('illegal-step');
    expect(problemOf(() => submit(submitted, now))?.code).toBe('illegal-step');
  });
});

describe('reviewing an application', () => {
  it('covers every item under one of four headings [MER-06]', () => {
    expect(Heading.options).toEqual(['qualification', 'reputation', 'compliance', 'product-quality']);
    expect(itemNames.toSorted()).toEqual(Object.keys(items).toSorted());
    for (const item of itemNames) expect(Heading.options).toContain(headingOf(item));
  });

  it('approves what has passed in every item, and nothing else [MER-06]', () => {
    expect(approve(judgedWith(), later).after.state).toBe('approved');
    for (const item of itemNames) {
      expect(problemOf(() => approve(judgedWith(item), now))?.code).toBe('review-incomplete');
      const unjudged = judge(inReview, all(true).filter((finding) => finding.item !== item), reviewer, now).after;
      expect(problemOf(() => approve(unjudged, now))).toMatchObject({
        code: 'review-incomplete',
        detail: `Not judged yet: ${item}`,
      });
    }
  });

  it('sends back or turns down only what failed somewhere [MER-07]', () => {
    expect(problemOf(() => askSupplement(judgedWith(), now))?.code).toBe('review-incomplete');
    expect(problemOf(() => reject(judgedWith(), 'no', now))?.code).toBe('review-incomplete');
    expect(reject(judgedWith('company'), 'a shell company', now).after).toMatchObject({
      state: 'rejected',
      reason: 'a shell company',
    });
  });
});

describe('supplements', () => {
  const asked = askSupplement(judgedWith('businessLicence', 'store'), now);

  it('are asked with the item and the reason [MER-07]', () => {
    expect(asked.facts[0]!.data).toMatchObject({
      findings: [{ item: 'businessLicence', comment: 'not readable' }, { item: 'store', comment: 'not readable' }],
    });
    expect(missingItems(asked.after)).toEqual(['businessLicence', 'store']);
  });

  it('can be given for the failed items alone, all of them [MER-07]', () => {
    expect(problemOf(() => supply(asked.after, { company: items.company }, now))).toMatchObject({
      code: 'item-passed',
      detail: 'company',
    });
    const half = supply(asked.after, { store: items.store }, now).after;
    expect(problemOf(() => submit(half, now))?.faults).toEqual([{ path: 'businessLicence', message: 'not readable' }]);
    const again = submit(supply(half, { businessLicence: { documentId: newId('document') } }, now).after, later).after;
    expect(again).toMatchObject({ state: 'submitted', round: 2, submittedAt: later });
    const left = judge(
      take(again, other, later).after,
      [{ item: 'businessLicence', passed: true, comment: '' }, { item: 'store', passed: true, comment: '' }],
      other,
      later,
    );
    expect(approve(left.after, later).after.state).toBe('approved');
  });

  it('that never come end the application; late or double deadlines do nothing', () => {
    expect(lapse(asked.after, 1, later).after.state).toBe('rejected');
    expect(problemOf(() => lapse(inReview, 1, later))?.code).toBe('illegal-step');
    expect(problemOf(() => lapse({ ...asked.after, round: 2 }, 1, later))?.code).toBe('illegal-step');
  });
});

describe('whatever anybody tries', () => {
  const item = fc.constantFrom(...itemNames);
  const command = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.uniqueArray(item, { minLength: 1 }).map((names) => (one: Application) =>
        supply(one, Object.fromEntries(names.map((name) => [name, items[name]])), now)
      ),
    },
    fc.constant((one: Application) => supply(one, items, now)),
    fc.constant((one: Application) => acceptAgreements(one, bothAgreements, now)),
    { weight: 3, arbitrary: fc.constant((one: Application) => submit(one, now)) },
    { weight: 3, arbitrary: fc.constantFrom(reviewer, other).map((by) => (one: Application) => take(one, by, now)) },
    {
      weight: 3,
      arbitrary: fc.record({
        by: fc.constantFrom(reviewer, other),
        failed: fc.subarray([...itemNames]),
        open: fc.subarray([...itemNames], { maxLength: 2 }),
      })
        .map(({ by, failed, open }) => (one: Application) =>
          judge(
            one,
            itemNames.filter((name) => !open.includes(name)).map((name) => ({
              item: name,
              passed: !failed.includes(name),
              comment: 'so',
            })),
            by,
            now,
          )
        ),
    },
    fc.constantFrom(reviewer, other).map((by) => (one: Application) => judge(one, all(true), by, now)),
    { weight: 3, arbitrary: fc.constant((one: Application) => approve(one, now)) },
    fc.constant((one: Application) => askSupplement(one, now)),
    fc.constant((one: Application) => lapse(one, one.round, now)),
  );

  it('no path reaches approved with a failed, missing or unjudged item, and what has passed stays as it is [MER-05] [MER-06]', () => {
    let approvals = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(draft, accepted, inReview),
        fc.array(command, { minLength: 5, maxLength: 40 }),
        (first, commands) => {
          let one = first;
          for (const attempt of commands) {
            let next: Application;
            try {
              next = attempt(one).after;
            } catch (error) {
              expect(error).toBeInstanceOf(Problem);
              continue;
            }
            expect(next.version).toBe(one.version + 1);
            expect(
              next.state === one.state
                || Object.values(applicationSteps).some(({ from, to }) =>
                  (from as readonly string[]).includes(one.state) && to === next.state
                ),
            ).toBe(true);
            for (const name of itemNames) {
              if (one.findings[name]?.passed) {
                expect(next.items[name]).toBe(one.items[name]);
              }
            }
            if (next.state === 'approved') {
              approvals += 1;
              for (const name of itemNames) {
                expect(next.items[name]).toBeDefined();
                expect(next.findings[name]?.passed).toBe(true);
              }
              for (const { kind, version } of bothAgreements) expect(next.agreements[kind]?.version).toBe(version);
            }
            one = next;
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(approvals).toBeGreaterThan(0);
  });
});
