import { aggregate } from '../kernel/store/aggregate.ts';
import { after, days } from '../kernel/values/clock.ts';
import { feedbackWaits } from './desk.ts';
import type { Feedback } from './feedback.ts';

export const feedbacks = aggregate<Feedback>({
  name: 'feedback',
  prefix: 'FEEDBACK',
  desks: [feedbackWaits],
  keptUntil: ({ at, closing }) => after(closing?.at ?? at, days(730)),
});
