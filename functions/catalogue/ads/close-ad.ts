import * as z from 'zod';
import { AdId, adOf, closeAd } from '../../../shared/catalogue/ads/ad.ts';
import { ads } from '../../../shared/catalogue/ads/ad-store.ts';
import { adView, OwnAdView } from '../../../shared/catalogue/ads/ad-view.ts';
import { adClosed } from '../../../shared/catalogue/events.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: "Closes one's own ad: nobody sees it any more.",
  route: 'POST /v1/my-ads/{adId}/closing',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({ adId: AdId }),
  answer: { 200: OwnAdView },
  problems: ['not-found', 'illegal-step'],
  touches: [ads.need, ads.save],
  emits: [adClosed],
}, async ({ input: { adId }, caller, commit }) => {
  const change = closeAd(adOf(await ads.need(adId), caller.accountId));
  return commit({ writes: [ads.save(change)], answer: adView(change.after) });
});
