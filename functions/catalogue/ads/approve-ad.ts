import * as z from 'zod';
import { AdId, approveAd } from '../../../shared/catalogue/ads/ad.ts';
import { ads } from '../../../shared/catalogue/ads/ad-store.ts';
import { AdReviewView, adReviewView } from '../../../shared/catalogue/ads/ad-view.ts';
import { adApproved } from '../../../shared/catalogue/events.ts';
import { adRules } from '../../../shared/catalogue/rulebooks.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { due } from '../../../shared/kernel/store/due.ts';
import { Instant } from '../../../shared/kernel/values/clock.ts';
import { prose } from '../../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: "Approves a person's ad: it is shown for some days.",
  route: 'POST /v1/ad-reviews/{adId}/approval',
  audience: 'operator',
  callers: ['reviewer', 'operator', 'admin'],
  audited: { reason: 'comment' },
  input: z.strictObject({
    adId: AdId,
    submittedAt: Instant.meta({ description: 'Since when it waited as it was looked at; a later one is refused' }),
    comment: prose(500),
  }),
  answer: { 200: AdReviewView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [ads.need, ads.save, adRules.current, due.set],
  emits: [adApproved],
}, async ({ input: { adId, ...judgement }, now, commit }) => {
  const [ad, rules] = await Promise.all([ads.need(adId), adRules.current(now)]);
  const change = approveAd(ad, judgement, rules, now);
  return commit({
    writes: [ads.save(change), due.set(change.after.expiresAt!, 'catalogue/expire-ad', { adId })],
    answer: adReviewView(change.after),
  });
});
