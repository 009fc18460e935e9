import { describe, expect, it } from 'vitest';
import { after, days, hours, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import {
  agreedPrice,
  contractOn,
  contractView,
  endContract,
  remindOfEnd,
  signContract,
  type ContractTerms,
} from '../../../shared/logistics/contracts/contract.ts';
import { findingsOf, judgeReview, openReview, reviewView } from '../../../shared/logistics/contracts/review.ts';
import { bestOf } from '../../../shared/logistics/contracts/score.ts';
import {
  monthBefore,
  renewStandings,
  scoreCarriers,
  standingOf,
} from '../../../shared/logistics/contracts/selection.ts';
import { carrierSelection } from '../../../shared/logistics/rulebooks.ts';

const now = instant(1_790_000_000_000);
const newId = idsAt(now);
const ann = '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11' as AccountId;
const today = '2026-11-22';
const signing = { by: ann, today, now };
const lane = { country: 'PT', base: money(1000, 'BRL'), perKg: money(250, 'BRL'), days: 4 };
const terms: ContractTerms = {
  carrier: 'swift',
  from: '2026-12-01',
  until: '2026-12-31',
  lanes: [lane],
  promised: { inTimeShare: 9000, lostShare: 100, rating: 4 },
  terms: 'Picked up by six',
};
const first = newId('carrierContract');
const signed = signContract(undefined, first, terms, signing).after;
const more = (change: Partial<ContractTerms>) => () =>
  signContract(signed, newId('carrierContract'), { ...terms, ...change }, signing);

describe('a contract with a carrier', () => {
  it('is in force from its first day to its last, and says what a parcel costs', () => {
    const on = (date: string) => contractOn(signed, date)?.id;
    expect([on('2026-11-30'), on('2026-12-01'), on('2026-12-31'), on('2027-01-01')])
      .toEqual([undefined, first, first, undefined]);
    expect(agreedPrice(lane, 1001)).toEqual(money(1500, 'BRL'));
    expect(agreedPrice(lane, 0)).toEqual(money(1250, 'BRL'));
    expect(contractView(signed.contracts[0]!, today).state).toBe('to-come');
    expect(contractView(signed.contracts[0]!, '2027-01-01').state).toBe('over');
  });

  it('stands on no day beside another, and is in one currency, each country once', () => {
    expect(more({ from: '2026-12-31', until: '2027-01-31' })).toThrow('contract-overlaps');
    expect(more({ from: '2026-11-22', until: '2026-12-01' })).toThrow('contract-overlaps');
    expect(more({ from: '2027-01-01', until: '2027-01-31' })().after.contracts).toHaveLength(2);
    expect(more({ from: '2027-02-01', until: '2027-01-31' })).toThrow('invalid-input');
    expect(more({ from: '2026-10-01', until: '2026-10-31' })).toThrow('invalid-input');
    expect(more({ from: '2027-01-01', until: '2027-01-31', lanes: [lane, lane] })).toThrow('invalid-input');
    const dollars = { ...lane, country: 'ES', base: money(1, 'USD') };
    expect(more({ from: '2027-01-01', until: '2027-01-31', lanes: [lane, dollars] })).toThrow('invalid-input');
  });

  it('ends before its time, once, and leaves its days to another', () => {
    const ended = endContract(signed, first, 'Too late', '2026-12-10', now).after;
    expect(contractOn(ended, '2026-12-09')?.id).toBe(first);
    expect(contractOn(ended, '2026-12-10')).toBeUndefined();
    expect(() => endContract(ended, first, 'Twice', '2026-12-11', now)).toThrow('illegal-step');
    expect(() => endContract(signed, first, 'Late', '2027-01-01', now)).toThrow('illegal-step');
    expect(() => endContract(signed, newId('carrierContract'), 'None', today, now)).toThrow('not-found');
    const next = { ...terms, from: '2026-12-10', until: '2027-01-31' };
    expect(signContract(ended, newId('carrierContract'), next, signing).after.contracts).toHaveLength(2);
  });

  it('is told of before it runs out, unless another follows', () => {
    expect(remindOfEnd(signed, first, now).facts.map(({ type }) => type)).toEqual(['carrier-contract-ending']);
    expect(() => remindOfEnd(more({ from: '2027-01-01', until: '2027-01-31' })().after, first, now))
      .toThrow('illegal-step');
  });
});

describe('the choice of a carrier', () => {
  const rules = carrierSelection.byDefault;
  const swift = { carrier: 'swift' as const, lanes: [{ ...lane, days: 2 }], promised: terms.promised, counts: {} };
  const postal = {
    carrier: 'postal' as const,
    lanes: [{ ...lane, base: money(250, 'BRL'), days: 5 }],
    promised: terms.promised,
    counts: {},
  };
  const parcel = { country: 'PT', grams: 900 };

  it('weighs coverage, speed, quality and price, and says each of them [LOG-05 part]', () => {
    expect(scoreCarriers([swift, postal], parcel, rules)).toEqual([
      {
        carrier: 'postal',
        total: 83,
        coverage: 100,
        swiftness: 40,
        quality: 90,
        cheapness: 100,
        transitDays: 5,
        price: money(500, 'BRL'),
      },
      {
        carrier: 'swift',
        total: 83,
        coverage: 100,
        swiftness: 100,
        quality: 90,
        cheapness: 40,
        transitDays: 2,
        price: money(1250, 'BRL'),
      },
    ]);
    const hurried = { ...rules, speed: 100 };
    expect(scoreCarriers([postal, swift], parcel, hurried)[0]!.carrier).toBe('swift');
    const thrifty = { ...rules, price: 100 };
    expect(scoreCarriers([swift, postal], parcel, thrifty)[0]!.carrier).toBe('postal');
  });

  it('goes by what a carrier does, once enough of it is known, and not by what it promised', () => {
    const bad = {
      ...swift,
      counts: {
        delivered: 38,
        late: 19,
        lost: 2,
        timed: 38,
        transitMs: 38 * days(6),
        rated: 10,
        speed: 20,
        condition: 20,
        courier: 20,
      },
    };
    const [best, worst] = scoreCarriers([bad, postal], parcel, rules);
    expect(best!.carrier).toBe('postal');
    expect(worst).toMatchObject({ carrier: 'swift', transitDays: 6, quality: 48 });
    const known = { ...bad, counts: { ...bad.counts, delivered: 5, lost: 0, timed: 5 } };
    expect(scoreCarriers([known], parcel, rules)[0]).toMatchObject({ transitDays: 2, quality: 90 });
  });

  it('leaves out with whom nothing is agreed for the country', () => {
    const scores = scoreCarriers([swift, { ...postal, lanes: [] }], parcel, { ...rules, coverage: 0 });
    expect(scores.map(({ carrier, coverage }) => [carrier, coverage])).toEqual([['swift', 100], ['postal', 0]]);
    expect(bestOf(scoreCarriers([swift, postal], { ...parcel, country: 'AO' }, rules))).toBeUndefined();
    expect(scoreCarriers([], parcel, rules)).toEqual([]);
    const nothing = { ...rules, coverage: 0, speed: 0, quality: 0, price: 0 };
    expect(scoreCarriers([swift], parcel, nothing)[0]!.total).toBe(0);
  });

  it('knows of each carrier what was last reckoned', () => {
    const standing = standingOf('swift', signed, '2026-12-01', { delivered: 1 });
    const known = renewStandings(undefined, [standing, standingOf('postal', undefined, today, {})]).after;
    expect(known.carriers.map(({ carrier, lanes }) => [carrier, lanes.length])).toEqual([['swift', 1], ['postal', 0]]);
    const renewed = renewStandings(known, [standingOf('swift', signed, today, {})]).after;
    expect(renewed.carriers.map(({ carrier, lanes }) => [carrier, lanes.length])).toEqual([['postal', 0], [
      'swift',
      0,
    ]]);
    expect(monthBefore('2026-01')).toBe('2025-12');
  });
});

describe('the review of a carrier', () => {
  const figures = {
    carrier: 'swift',
    delivered: 90,
    late: 18,
    inTimeShare: 8000,
    returned: 0,
    lost: 5,
    damaged: 5,
    rated: 3,
    speed: 3,
    condition: 4,
    courier: 4,
    agreed: [money(100_000, 'BRL')],
  };

  it('finds what was not as promised, and keeps what a person makes of it, once', () => {
    expect(findingsOf(figures, terms.promised)).toEqual(['late-too-often', 'lost-too-often', 'rated-low']);
    expect(findingsOf(figures, undefined)).toEqual(['no-contract']);
    const fine = { ...figures, inTimeShare: 9000, lost: 0, damaged: 0, rated: 0 };
    expect(findingsOf(fine, terms.promised)).toEqual([]);
    const review = openReview('swift', '2026-11', figures, signed.contracts[0], now).after;
    expect(review).toMatchObject({ id: 'swift-2026-11', state: 'open', contractId: first });
    const judgement = { outcome: 'warned' as const, note: 'Better by spring', billed: money(104_000, 'BRL') };
    const judged = judgeReview(review, judgement, ann, after(now, hours(1))).after;
    expect(reviewView(judged)).toMatchObject({
      outcome: 'warned',
      judgedBy: ann,
      billed: money(104_000, 'BRL'),
      overcharged: money(4000, 'BRL'),
    });
    expect(reviewView(judgeReview(review, { ...judgement, billed: money(9, 'BRL') }, ann, now).after).overcharged)
      .toBeUndefined();
    expect(() => judgeReview(judged, judgement, ann, now)).toThrow('illegal-step');
  });
});
