import { created, move, type Change, type Steps, type Versioned } from '../../kernel/store/change.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import { derivedId, id, type AccountId, type Id } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { adAnswerDecided, adAnswered } from '../events.ts';
import type { ListingRules } from '../rulebooks.ts';
import { shownAd, unfit, type Ad, type AdId } from './ad.ts';

export type AdAnswerId = Id<'adAnswer'>;
export const AdAnswerId = id('adAnswer');
export type AdAnswerState = 'open' | 'agreed' | 'declined';

/** Neither sees how the other is reached before both have agreed to it. */
export const answerSteps = {
  agree: { from: ['open'], to: 'agreed' },
  decline: { from: ['open'], to: 'declined' },
} as const satisfies Steps<AdAnswerState>;

/** What somebody says to an ad, and how each can be reached by the other. */
export interface AdAnswer extends Versioned {
  readonly id: AdAnswerId;
  readonly adId: AdId;
  readonly title: string;
  readonly ownerId: AccountId;
  readonly askerId: AccountId;
  readonly text: string;
  readonly at: Instant;
  readonly state: AdAnswerState;
  readonly askersContact: string;
  readonly ownersContact?: string;
}

/** One person answers an ad once. */
export const answerIdOf = (adId: AdId, askerId: AccountId): AdAnswerId => derivedId('adAnswer', `${adId} ${askerId}`);

/**
 * Answers an ad; with it one agrees that its owner sees how one is reached, once he does so too.
 * @throws Problem not-found for what is not shown, illegal-step for one's own, answered-already, ad-unfit
 */
export const answerAd = (
  ad: Ad,
  before: AdAnswer | undefined,
  askerId: AccountId,
  { text, contact }: { readonly text: string; readonly contact: string },
  rules: Pick<ListingRules, 'terms'>,
  now: Instant,
): Change<AdAnswer> => {
  const { id: adId, ownerId, title } = shownAd(ad);
  if (ownerId === askerId) throw new Problem('illegal-step', 'It is your own');
  if (before) throw new Problem('answered-already');
  const faults = unfit({ text }, rules);
  if (faults.length > 0) throw new Problem('ad-unfit', undefined, faults);
  const answerId = answerIdOf(adId, askerId);
  return created<AdAnswer>(
    { id: answerId, adId, title, ownerId, askerId, text, at: now, state: 'open', askersContact: contact },
    adAnswered({ adId, answerId, accountId: ownerId }),
  );
};

/**
 * The owner of the ad lets the other see how he is reached, and sees the same; or does not.
 * @param contact of whoever agrees
 * @throws Problem not-found for another's, illegal-step when it is decided
 */
export const decideAnswer = (answer: AdAnswer, ownerId: AccountId, contact: string | undefined): Change<AdAnswer> => {
  if (answer.ownerId !== ownerId) throw new Problem('not-found');
  const { id: answerId, adId, askerId: accountId } = answer;
  const fact = adAnswerDecided({ adId, answerId, accountId, agreed: contact !== undefined });
  const decided = contact === undefined ? {} : { ownersContact: contact };
  const name = contact === undefined ? 'decline' : 'agree';
  return move<AdAnswerState, typeof answerSteps, AdAnswer>(answerSteps, answer, name, decided, fact);
};
