import * as z from 'zod';
import { feedbackClosed } from '../../shared/feedback/events.ts';
import { closeFeedback, FeedbackId, FeedbackView, feedbackView } from '../../shared/feedback/feedback.ts';
import { feedbacks } from '../../shared/feedback/store.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { prose } from '../../shared/kernel/values/text.ts';

export const { contract, handler } = endpoint({
  summary: 'Closes a feedback, with what came of it.',
  route: 'POST /v1/feedback/{feedbackId}/closing',
  audience: 'operator',
  callers: ['support', 'admin'],
  audited: { reason: 'note' },
  input: z.strictObject({ feedbackId: FeedbackId, note: prose(500, 3) }),
  answer: { 200: FeedbackView },
  problems: ['not-found', 'illegal-step', 'taken-by-another'],
  touches: [feedbacks.need, feedbacks.save],
  emits: [feedbackClosed],
}, async ({ input: { feedbackId, note }, caller, now, commit }) => {
  const change = closeFeedback(await feedbacks.need(feedbackId), { by: caller.accountId, note }, now);
  return commit({ writes: [feedbacks.save(change)], answer: feedbackView(change.after) });
});
