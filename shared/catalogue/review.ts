import * as z from 'zod';

/** Why a listing is sent back: the five things that a reviewer looks at. */
export type ReviewReason = z.infer<typeof ReviewReason>;
export const ReviewReason = z.enum([
  'truthfulness',
  'legality',
  'image-quality',
  'price-consistency',
  'rule-conformity',
]);
