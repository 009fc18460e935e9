import * as z from 'zod';
import { AdId, rejectAd } from '../../../shared/catalogue/ads/ad.ts';
import { ads } from '../../../shared/catalogue/ads/ad-store.ts';
import { AdReviewView, adReviewView } from '../../../shared/catalogue/ads/ad-view.ts';
import { adRejected } from '../../../shared/catalogue/events.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { Instant } from '../../../shared/kernel/values/clock.ts';
import { prose } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: "Refuses a person's ad, with the reason.",
  route: 'POST /v1/ad-reviews/{adId}/rejection',
  audience: 'operator',
  callers: ['reviewer', 'operator', 'admin'],
  audited: { reason: 'comment' },
  input: z.strictObject({
    adId: AdId,
    submittedAt: Instant.meta({ description: 'Since when it waited as it was looked at; a later one is refused' }),
    comment: prose(500, 3),
  }),
  answer: { 200: AdReviewView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [ads.need, ads.save],
  emits: [adRejected],
}, async ({ input: { adId, ...judgement }, commit }) => {
  const change = rejectAd(await ads.need(adId), judgement);
  return commit({ writes: [ads.save(change)], answer: adReviewView(change.after) });
});
