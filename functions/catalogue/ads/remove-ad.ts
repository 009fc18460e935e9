import * as z from 'zod';
import { AdId, removeAd } from '../../../shared/catalogue/ads/ad.ts';
import { ads } from '../../../shared/catalogue/ads/ad-store.ts';
import { AdReviewView, adReviewView } from '../../../shared/catalogue/ads/ad-view.ts';
import { adRemoved } from '../../../shared/catalogue/events.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: "Takes a person's ad away that is shown, with the reason.",
  route: 'POST /v1/ad-reviews/{adId}/removal',
  audience: 'operator',
  callers: ['reviewer', 'operator', 'admin'],
  audited: { reason: 'comment' },
  input: z.strictObject({ adId: AdId, comment: prose(500, 3) }),
  answer: { 200: AdReviewView },
  problems: ['not-found', 'illegal-step'],
  touches: [ads.need, ads.save],
  emits: [adRemoved],
}, async ({ input: { adId, comment }, commit }) => {
  const change = removeAd(await ads.need(adId), comment);
  return commit({ writes: [ads.save(change)], answer: adReviewView(change.after) });
});
