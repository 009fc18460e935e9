import * as z from 'zod';
import { adAnswers, answersBy } from '../../../shared/catalogue/ads/ad-store.ts';
import { AdAnswerView, adAnswerView } from '../../../shared/catalogue/ads/ad-view.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what one has answered to ads, the newest first.',
  route: 'GET /v1/ad-answers',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject(pageInput),
  answer: { 200: page(AdAnswerView) },
  problems: ['invalid-cursor'],
  touches: [adAnswers.ofAsker],
}, async ({ input, caller: { accountId } }) => {
  const { items, cursor } = await adAnswers.ofAsker(answersBy(accountId), { ...input, newestFirst: true });
  return { items: items.map((one) => adAnswerView(one, accountId)), cursor };
});
