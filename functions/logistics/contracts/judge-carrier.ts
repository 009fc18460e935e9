import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { carrierReviews } from '../../../shared/logistics/contracts/contract-store.ts';
import { Judgement, judgeReview, ReviewView, reviewView } from '../../../shared/logistics/contracts/review.ts';
import { carrierReviewed, ReviewId } from '../../../shared/logistics/events.ts';

export const { contract, handler } = endpoint({
  summary:
    'Judges what a carrier did in a month against its contract, with what it has charged, and keeps the outcome.',
  route: 'POST /v1/carrier-reviews/{reviewId}/judgement',
  audience: 'operator',
  callers: ['operator', 'admin'],
  audited: { reason: 'note' },
  idempotent: true,
  input: Judgement.extend({ reviewId: ReviewId }),
  answer: { 200: ReviewView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [carrierReviews.need, carrierReviews.save],
  emits: [carrierReviewed],
}, async ({ input: { reviewId, ...judgement }, caller, now, commit }) => {
  const change = judgeReview(await carrierReviews.need(reviewId), judgement, caller.accountId, now);
  return commit({ writes: [carrierReviews.save(change)], answer: reviewView(change.after) });
});
