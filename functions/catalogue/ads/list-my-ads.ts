import * as z from 'zod';
import { ads, adsBy } from '../../../shared/catalogue/ads/ad-store.ts';
import { adView, OwnAdView } from '../../../shared/catalogue/ads/ad-view.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: "Lists one's own ads, the newest first, with what became of each.",
  route: 'GET /v1/my-ads',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject(pageInput),
  answer: { 200: page(OwnAdView) },
  problems: ['invalid-cursor'],
  touches: [ads.ofOwner],
}, async ({ input, caller }) => {
  const { items, cursor } = await ads.ofOwner(adsBy(caller.accountId), { ...input, newestFirst: true });
  return { items: items.map(adView), cursor };
});
