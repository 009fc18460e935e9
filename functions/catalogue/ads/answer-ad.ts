import * as z from 'zod';
import { answerAd, answerIdOf } from '../../../shared/catalogue/ads/ad-answer.ts';
import { AdId } from '../../../shared/catalogue/ads/ad.ts';
import { adAnswers, ads, countToday } from '../../../shared/catalogue/ads/ad-store.ts';
import { AdAnswerView, adAnswerView } from '../../../shared/catalogue/ads/ad-view.ts';
import { adAnswered } from '../../../shared/catalogue/events.ts';
import { adRules, listingRules } from '../../../shared/catalogue/rulebooks.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { personal } from '../../../shared/kernel/values/personal.ts';
import { line, prose } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Answers an ad. How one is reached, its owner sees once he agrees that he is seen as well.',
  route: 'POST /v1/ads/{adId}/answers',
  audience: 'shop',
  callers: ['buyer'],
  idempotent: true,
  input: z.strictObject({
    adId: AdId,
    text: prose(1000, 2),
    contact: personal(line(120, 3)).meta({ description: 'How one is reached: a number, an address, a name elsewhere' }),
  }),
  answer: { 201: AdAnswerView },
  problems: ['not-found', 'illegal-step', 'answered-already', 'ad-unfit', 'enough-today'],
  touches: [ads.need, adAnswers.get, adAnswers.save, listingRules.current, adRules.current, countToday],
  emits: [adAnswered],
}, async ({ input: { adId, ...said }, caller: { accountId, account }, now, commit }) => {
  const [ad, before, words, rules] = await Promise.all([
    ads.need(adId),
    adAnswers.get(answerIdOf(adId, accountId)),
    listingRules.current(now),
    adRules.current(now),
  ]);
  const change = answerAd(ad, before, accountId, said, words, now);
  await account;
  await countToday(accountId, 'answer', rules.answersADay);
  return commit({ writes: [adAnswers.save(change)], answer: adAnswerView(change.after, accountId) });
});
