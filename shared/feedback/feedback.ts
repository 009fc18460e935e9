import * as z from 'zod';
import { created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { Instant } from '../kernel/values/clock.ts';
import { AccountId, id, type Id } from '../kernel/values/ids.ts';
import { personal } from '../kernel/values/personal.ts';
import { line, Locale, prose } from '../kernel/values/text.ts';
import { feedbackClosed, feedbackGiven, FeedbackKind } from './events.ts';

export type FeedbackId = Id<'feedback'>;
export const FeedbackId = id('feedback');

/** What somebody says about a page. */
export type FeedbackGiven = z.infer<typeof FeedbackGiven>;
export const FeedbackGiven = z.strictObject({
  kind: FeedbackKind,
  page: line(300).refine((path) => path.startsWith('/'), 'must be the path of a page').meta({ examples: ['/en/cart'] }),
  text: prose(2000, 3),
  contact: personal(line(200)).optional().meta({ description: 'Where an answer is to go, if one is wanted' }),
  locale: Locale.optional(),
});

/** It waits for support, until somebody has seen to it. */
export interface Feedback extends Versioned, FeedbackGiven {
  readonly id: FeedbackId;
  readonly state: 'open' | 'closed';
  readonly at: Instant;
  readonly closing?: { readonly by: AccountId; readonly note: string; readonly at: Instant };
}

export const feedbackSteps = { close: { from: ['open'], to: 'closed' } } as const satisfies Steps<Feedback['state']>;

export const giveFeedback = (feedbackId: FeedbackId, given: FeedbackGiven, at: Instant): Change<Feedback> =>
  created<Feedback>(
    { id: feedbackId, ...given, state: 'open', at },
    feedbackGiven({ feedbackId, kind: given.kind, page: given.page, at }),
  );

/** @throws Problem illegal-step when it is closed already */
export const closeFeedback = (
  feedback: Feedback,
  { by, note }: { by: AccountId; note: string },
  at: Instant,
): Change<Feedback> =>
  move<Feedback['state'], typeof feedbackSteps, Feedback>(
    feedbackSteps,
    feedback,
    'close',
    { closing: { by, note, at } },
    feedbackClosed({ feedbackId: feedback.id, note, at }),
  );

/** What support sees of it. */
export const FeedbackView = z.object({
  ...FeedbackGiven.shape,
  feedbackId: FeedbackId,
  state: z.enum(['open', 'closed']),
  at: Instant,
  closing: z.object({ by: AccountId, note: z.string(), at: Instant }).optional(),
}).meta({ id: 'FeedbackView' });

export const feedbackView = ({ id: feedbackId, ...feedback }: Feedback): z.input<typeof FeedbackView> => ({
  ...feedback,
  feedbackId,
});
