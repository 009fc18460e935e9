import * as z from 'zod';
import { feedbackGiven } from '../../shared/feedback/events.ts';
import { FeedbackGiven, FeedbackId, giveFeedback } from '../../shared/feedback/feedback.ts';
import { feedbacks } from '../../shared/feedback/store.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { utcDateOf } from '../../shared/kernel/values/clock.ts';
import { derivedId } from '../../shared/kernel/values/ids.ts';

/** Nobody has to sign in for it, so there is no key to repeat it by: the same words on the same day are one feedback. */
export const { contract, handler } = endpoint({
  summary: 'Says something about a page: what does not work, what is missing, what is liked. Support reads it.',
  route: 'POST /v1/feedback',
  audience: 'shop',
  callers: 'anyone',
  effort: 'sends',
  input: FeedbackGiven,
  answer: { 201: z.object({ feedbackId: FeedbackId }) },
  problems: ['conflict'],
  touches: [feedbacks.get, feedbacks.save],
  emits: [feedbackGiven],
}, async ({ input, source, now, commit }) => {
  const feedbackId = derivedId('feedback', JSON.stringify([source, utcDateOf(now), input]));
  if (await feedbacks.get(feedbackId)) return { feedbackId };
  return commit({ writes: [feedbacks.save(giveFeedback(feedbackId, input, now))], answer: { feedbackId } });
});
