import * as z from 'zod';
import { event } from '../kernel/events.ts';
import { Instant } from '../kernel/values/clock.ts';
import { id } from '../kernel/values/ids.ts';

export type FeedbackKind = z.infer<typeof FeedbackKind>;
export const FeedbackKind = z.enum(['problem', 'idea', 'praise', 'question']);

const about = { feedbackId: id('feedback'), at: Instant };
const sample = { feedbackId: 'fbk_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', at: '2026-11-22T08:00:00.000Z' };

/** Somebody has said something about a page. What he said stays with the feedback. */
export const feedbackGiven = event('feedback-given', 1, z.object({ ...about, kind: FeedbackKind, page: z.string() }), {
  ...sample,
  kind: 'problem',
  page: '/en/cart',
});
export const feedbackClosed = event('feedback-closed', 1, z.object({ ...about, note: z.string() }), {
  ...sample,
  note: 'The button is mended',
});
