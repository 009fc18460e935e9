import * as z from 'zod';
import { AdId, adOf } from '../../../shared/catalogue/ads/ad.ts';
import { adAnswers, ads, answersTo } from '../../../shared/catalogue/ads/ad-store.ts';
import { AdAnswerView, adAnswerView } from '../../../shared/catalogue/ads/ad-view.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: "Lists what people answered to one's own ad, the newest first.",
  route: 'GET /v1/my-ads/{adId}/answers',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ adId: AdId, ...pageInput }),
  answer: { 200: page(AdAnswerView) },
  problems: ['not-found', 'invalid-cursor'],
  touches: [ads.need, adAnswers.ofAd],
}, async ({ input: { adId, ...request }, caller: { accountId } }) => {
  adOf(await ads.need(adId), accountId);
  const { items, cursor } = await adAnswers.ofAd(answersTo(adId), { ...request, newestFirst: true });
  return { items: items.map((one) => adAnswerView(one, accountId)), cursor };
});
