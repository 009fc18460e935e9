import * as z from 'zod';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { carrierReviews } from '../../../shared/logistics/contracts/contract-store.ts';
import { ReviewView, reviewView } from '../../../shared/logistics/contracts/review.ts';
import { ReviewId } from '../../../shared/logistics/events.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows what a carrier did in a month, against what it has promised, and what was made of it.',
  route: 'GET /v1/carrier-reviews/{reviewId}',
  audience: 'operator',
  callers: ['support', 'operator', 'finance', 'admin'],
  input: z.strictObject({ reviewId: ReviewId }),
  answer: { 200: ReviewView },
  problems: ['not-found'],
  touches: [carrierReviews.need],
}, async ({ input }) => reviewView(await carrierReviews.need(input.reviewId)));
