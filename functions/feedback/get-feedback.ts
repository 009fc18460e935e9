import * as z from 'zod';
import { FeedbackId, FeedbackView, feedbackView } from '../../shared/feedback/feedback.ts';
import { feedbacks } from '../../shared/feedback/store.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: 'Shows what somebody said about a page, and where an answer is to go.',
  route: 'GET /v1/feedback/{feedbackId}',
  audience: 'operator',
  callers: ['support', 'admin'],
  audited: true,
  input: z.strictObject({ feedbackId: FeedbackId }),
  answer: { 200: FeedbackView },
  problems: ['not-found'],
  touches: [feedbacks.need],
}, async ({ input: { feedbackId } }) => feedbackView(await feedbacks.need(feedbackId)));
