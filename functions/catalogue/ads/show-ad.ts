import * as z from 'zod';
import { AdId, shownAd } from '../../../shared/catalogue/ads/ad.ts';
import { ads } from '../../../shared/catalogue/ads/ad-store.ts';
import { AdView, adView } from '../../../shared/catalogue/ads/ad-view.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows an ad. Whose it is, it does not say.',
  route: 'GET /v1/ads/{adId}',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ adId: AdId }),
  answer: { 200: AdView },
  problems: ['not-found'],
  touches: [ads.need],
  cache: 15,
}, async ({ input: { adId } }) => adView(shownAd(await ads.need(adId))));
