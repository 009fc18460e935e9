/** How a carrier did in a month, against what it has promised, and what a person makes of it. */
import * as z from 'zod';
import { created, move, type Change, type Steps, type Versioned } from '../../kernel/store/change.ts';
import { Instant } from '../../kernel/values/clock.ts';
import { Month } from '../../kernel/values/calendar.ts';
import { AccountId } from '../../kernel/values/ids.ts';
import { Price, Total } from '../../kernel/values/money.ts';
import { prose } from '../../kernel/values/text.ts';
import { CarrierName } from '../carriers/carrier.ts';
import { carrierReviewed, carrierReviewOpened, ReviewId } from '../events.ts';
import { CarrierFigures } from '../promises/figures.ts';
import { ContractId, Promised, type Contract } from './contract.ts';

/** What was not as promised. */
export type Finding = z.infer<typeof Finding>;
export const Finding = z.enum(['no-contract', 'late-too-often', 'lost-too-often', 'rated-low']);

export type ReviewOutcome = z.infer<typeof ReviewOutcome>;
export const ReviewOutcome = z.enum(['as-promised', 'warned', 'improvement-agreed', 'to-be-replaced']);

/** What a person makes of it. */
export const Judgement = z.strictObject({
  outcome: ReviewOutcome,
  note: prose(1000, 3),
  billed: Price.optional().meta({ description: 'What the carrier has charged for the month' }),
});

export interface CarrierReview extends Versioned {
  readonly id: ReviewId;
  readonly carrier: CarrierName;
  readonly month: string;
  readonly state: 'open' | 'judged';
  readonly openedAt: Instant;
  readonly figures: CarrierFigures;
  readonly contractId?: ContractId;
  readonly promised?: Promised;
  readonly findings: readonly Finding[];
  readonly judgement?: z.infer<typeof Judgement> & { readonly by: AccountId; readonly at: Instant };
}

export const reviewSteps = {
  judge: { from: ['open'], to: 'judged' },
} as const satisfies Steps<CarrierReview['state']>;

export const reviewOf = (carrier: CarrierName, month: string): ReviewId => `${carrier}-${month}`;

/** What was not as promised in these figures. */
export const findingsOf = (figures: CarrierFigures, promised: Promised | undefined): Finding[] => {
  if (!promised) return ['no-contract'];
  const { delivered, inTimeShare = 10_000, lost, damaged, rated, speed = 0, condition = 0, courier = 0 } = figures;
  const all = delivered + lost + damaged;
  const rating = (speed + condition + courier) / 3;
  return [
    ...(inTimeShare < promised.inTimeShare ? ['late-too-often'] as const : []),
    ...(all > 0 && ((lost + damaged) * 10_000) / all > promised.lostShare ? ['lost-too-often'] as const : []),
    ...(rated > 0 && promised.rating !== undefined && rating < promised.rating ? ['rated-low'] as const : []),
  ];
};

/** Opens the review of a month: from now on a person is to judge it. */
export const openReview = (
  carrier: CarrierName,
  month: string,
  figures: CarrierFigures,
  contract: Contract | undefined,
  now: Instant,
): Change<CarrierReview> => {
  const id = reviewOf(carrier, month);
  return created<CarrierReview>(
    {
      id,
      carrier,
      month,
      state: 'open',
      openedAt: now,
      figures,
      ...(contract && { contractId: contract.id, promised: contract.promised }),
      findings: findingsOf(figures, contract?.promised),
    },
    carrierReviewOpened({ reviewId: id, carrier, month, at: now }),
  );
};

/** A person has judged it. @throws Problem illegal-step when somebody has already */
export const judgeReview = (
  review: CarrierReview,
  judgement: z.infer<typeof Judgement>,
  by: AccountId,
  now: Instant,
): Change<CarrierReview> =>
  move<CarrierReview['state'], typeof reviewSteps, CarrierReview>(
    reviewSteps,
    review,
    'judge',
    { judgement: { ...judgement, by, at: now } },
    carrierReviewed({
      reviewId: review.id,
      carrier: review.carrier,
      month: review.month,
      outcome: judgement.outcome,
      at: now,
    }),
  );

/** What the staff sees of it. */
export const ReviewView = z.object({
  reviewId: ReviewId,
  carrier: CarrierName,
  month: Month,
  state: z.enum(['open', 'judged']),
  openedAt: Instant,
  figures: CarrierFigures,
  contractId: ContractId.optional(),
  promised: Promised.optional(),
  findings: z.array(Finding),
  outcome: ReviewOutcome.optional(),
  note: z.string().optional(),
  billed: Price.optional(),
  overcharged: Total.optional().meta({ description: 'What was charged beyond what the contract says' }),
  judgedBy: AccountId.optional(),
  judgedAt: Instant.optional(),
}).meta({ id: 'CarrierReviewView' });

export const reviewView = (review: CarrierReview): z.input<typeof ReviewView> => {
  const { id: reviewId, version: _, judgement, findings, ...rest } = review;
  const { outcome, note, billed, by, at } = judgement ?? {};
  const agreed = billed && review.figures.agreed?.find(({ currency }) => currency === billed.currency);
  const beyond = billed && agreed ? billed.amount - agreed.amount : 0;
  return {
    ...rest,
    reviewId,
    findings: [...findings],
    ...(judgement && { outcome, note, judgedBy: by, judgedAt: at }),
    ...(billed && { billed }),
    ...(beyond > 0 && { overcharged: { amount: beyond, currency: billed!.currency } }),
  };
};
