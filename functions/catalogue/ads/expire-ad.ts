import * as z from 'zod';
import { AdId, expireAd } from '../../../shared/catalogue/ads/ad.ts';
import { ads } from '../../../shared/catalogue/ads/ad-store.ts';
import { adExpired } from '../../../shared/catalogue/events.ts';
import { deadline } from '../../../shared/kernel/doors/deadline.ts';

export const { contract, handler } = deadline({
  summary: "Ends a person's ad whose days are over.",
  payload: z.strictObject({ adId: AdId }),
  final: ['illegal-step'],
  touches: [ads.need, ads.save],
  emits: [adExpired],
}, async ({ payload: { adId }, now, commit }) => commit({ writes: [ads.save(expireAd(await ads.need(adId), now))] }));
