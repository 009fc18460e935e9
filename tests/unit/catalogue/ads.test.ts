import { describe, expect, it } from 'vitest';
import { adAnswerView, adView, AdView } from '../../../shared/catalogue/ads/ad-view.ts';
import { answerAd, decideAnswer } from '../../../shared/catalogue/ads/ad-answer.ts';
import { ofPerson } from '../../../shared/catalogue/ads/ad-pictures.ts';
import {
  type Ad,
  adOf,
  approveAd,
  closeAd,
  expireAd,
  publishAd,
  rejectAd,
  removeAd,
  reportAd,
  shownAd,
  type AdContent,
} from '../../../shared/catalogue/ads/ad.ts';
import { adRules, listingRules } from '../../../shared/catalogue/rulebooks.ts';
import { after, days, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { Problem } from '../../../shared/kernel/problems.ts';

const now = instant(Date.parse('2026-11-30T00:00:00.000Z'));
const newId = idsAt(now);
const [ann, bob, eve] = [1, 2, 3].map((n) => `6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a1${n}`) as [
  AccountId,
  AccountId,
  AccountId,
];
const bicycle: AdContent = {
  kind: 'offer',
  title: 'A bicycle',
  text: 'It rides well. <script>alert(1)</script>',
  place: '杭州 西湖区',
  price: money(30_000, 'CNY'),
  condition: 'good',
  images: [],
};
const rules = adRules.byDefault;
const words = listingRules.byDefault;
const placed = (fields: Partial<AdContent> = {}): Ad =>
  publishAd(newId('ad'), ann, { ...bicycle, ...fields }, words, now).after;
const seen = (ad: Ad) => ({ submittedAt: ad.submittedAt, comment: 'Fine.' });
const shown = (): Ad => approveAd(placed(), seen(placed()), rules, now).after;
const refused = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'not refused';
};

describe('an ad', () => {
  it('is seen by nobody before a reviewer has seen it, and ends after its days', () => {
    const ad = placed();
    expect(refused(() => shownAd(ad))).toBe('not-found');
    const approved = approveAd(ad, seen(ad), rules, now).after;
    expect(approved.expiresAt).toBe(after(now, rules.shownFor));
    expect(shownAd(approved)).toBe(approved);
    expect(refused(() => expireAd(approved, after(now, rules.shownFor - 1)))).toBe('illegal-step');
    expect(expireAd(approved, after(now, rules.shownFor)).after.state).toBe('expired');
    expect(refused(() => approveAd(approved, seen(approved), rules, now))).toBe('illegal-step');
    expect(rejectAd(ad, seen(ad)).after.state).toBe('rejected');
    expect(refused(() => approveAd(ad, { submittedAt: after(now, 1), comment: '' }, rules, now))).toBe('illegal-step');
    expect(refused(() => removeAd(ad, 'No.'))).toBe('illegal-step');
    expect(closeAd(ad).after.state).toBe('closed');
    expect(refused(() => closeAd(closeAd(ad).after))).toBe('illegal-step');
    expect(refused(() => adOf(ad, bob))).toBe('not-found');
  });

  it.each<[Partial<AdContent>, string]>([
    [{ title: 'Replica watch' }, 'title'],
    [{ text: '高仿手表，一比一' }, 'text'],
    [{ text: 'Call +86 138 0013 8000' }, 'text'],
    [{ text: '微信 １３８００１３８０００' }, 'text'],
    [{ title: 'Write to ann@example.com' }, 'title'],
    [{ place: 'https://example.com' }, 'place'],
    [{ price: undefined }, 'price'],
    [{ condition: undefined }, 'condition'],
  ])('says nothing that no ad may, and enough: %o', (fields, path) => {
    try {
      placed(fields);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'ad-unfit', faults: [{ path }] });
    }
  });

  it('of what is wanted needs neither price nor condition', () => {
    expect(placed({ kind: 'wanted', price: undefined, condition: undefined }).state).toBe('in-review');
  });

  it('is hidden by the reports of several people, of each once, and of its owner never', () => {
    let ad = shown();
    const report = { reason: 'fraud' } as const;
    expect(refused(() => reportAd(ad, report, ann, rules, now))).toBe('illegal-step');
    ad = reportAd(ad, report, bob, { ...rules, reportsToHide: 2 }, now)!.after;
    expect([ad.state, reportAd(ad, report, bob, { ...rules, reportsToHide: 2 }, now)]).toEqual(['shown', undefined]);
    const later = after(now, days(1));
    ad = reportAd(ad, report, eve, { ...rules, reportsToHide: 2 }, later)!.after;
    expect([ad.state, ad.submittedAt]).toEqual(['in-review', later]);
    // What a reviewer lets pass goes on for the days that it had.
    expect(approveAd(ad, seen(ad), rules, later).after).toMatchObject({
      expiresAt: after(now, rules.shownFor),
      reports: [],
    });
  });

  it('says nowhere whose it is', () => {
    const told = JSON.stringify(AdView.parse(adView({ ...shown(), images: [newId('image')] })));
    expect(told).not.toContain(ann);
    expect(ofPerson(ann)).not.toContain(ann.slice(0, 8));
    expect(ofPerson(ann)).not.toBe(ofPerson(bob));
  });
});

describe('an answer', () => {
  const said = { text: 'Is it still there?', contact: 'bob@example.com' };
  const answered = () => answerAd(shown(), undefined, bob, said, words, now).after;

  it('shows neither how the other is reached before both agree', () => {
    const open = answered();
    expect(JSON.stringify([adAnswerView(open, ann), adAnswerView(open, bob)])).not.toContain('@example.com');
    const declined = decideAnswer(open, ann, undefined).after;
    expect(JSON.stringify([adAnswerView(declined, ann), adAnswerView(declined, bob)])).not.toContain('@example.com');
    const agreed = decideAnswer(open, ann, 'ann@example.com').after;
    expect([adAnswerView(agreed, ann).contact, adAnswerView(agreed, bob).contact]).toEqual([
      'bob@example.com',
      'ann@example.com',
    ]);
    expect(refused(() => decideAnswer(agreed, ann, undefined))).toBe('illegal-step');
    expect(refused(() => decideAnswer(open, bob, 'x@y.z'))).toBe('not-found');
  });

  it('is given once, to what is shown, not by its owner, and without personal data in its words', () => {
    expect(refused(() => answerAd(shown(), answered(), bob, said, words, now))).toBe('answered-already');
    expect(refused(() => answerAd(placed(), undefined, bob, said, words, now))).toBe('not-found');
    expect(refused(() => answerAd(shown(), undefined, ann, said, words, now))).toBe('illegal-step');
    expect(refused(() => answerAd(shown(), undefined, bob, { ...said, text: said.contact }, words, now))).toBe(
      'ad-unfit',
    );
  });
});
