import * as z from 'zod';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { FeedbackKind } from './events.ts';
import type { Feedback } from './feedback.ts';

export const feedbackDesk = desk('feedback', {
  summary: 'What visitors say about pages: what does not work, what they miss, what they like.',
  roles: ['support', 'admin'],
  shows: z.object({ kind: FeedbackKind, page: z.string(), text: z.string() }),
  sample: { kind: 'problem', page: '/en/cart', text: 'The button does nothing.' },
  clock: { firstAnswer: 'P2D', resolution: 'P14D' },
  escalate: 'admin',
  actions: ['feedback/close-feedback'],
});

export const feedbackWaits = waitsAt(
  feedbackDesk,
  ({ state, at, kind, page, text }: Feedback) =>
    state === 'open' ? { since: at, shows: { kind, page, text } } : undefined,
);
