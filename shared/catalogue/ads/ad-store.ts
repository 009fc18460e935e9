import { counter } from '../../kernel/store/counter.ts';
import { together } from '../../kernel/doors/access.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import { days } from '../../kernel/values/clock.ts';
import type { AccountId } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { adWaits } from '../desk.ts';
import type { AdKind } from '../events.ts';
import type { AdAnswer } from './ad-answer.ts';
import type { Ad, AdId } from './ad.ts';

const store = aggregate<Ad, Ad>({
  name: 'ad',
  prefix: 'AD',
  indexes: {
    gsi1: ({ id, kind, state, shownAt }) => (state === 'shown' ? [adsOf(kind), `${shownAt}#${id}`] : undefined),
    gsi2: ({ id, ownerId, at }) => [adsBy(ownerId), `${at}#${id}`],
  },
  summary: (ad) => ad,
  desks: [adWaits],
});
export const ads = {
  ...store,
  /** What is shown of one kind. */
  ofKind: store.list('ad.of-kind', 'gsi1', 'ADS#*'),
  ofOwner: store.list('ad.of-owner', 'gsi2', 'ADS-OF#*'),
};
/** The partitions of the lists above. */
export const adsOf = (kind: AdKind): string => `ADS#${kind}`;
export const adsBy = (ownerId: AccountId): string => `ADS-OF#${ownerId}`;

const answerStore = aggregate<AdAnswer, AdAnswer>({
  name: 'ad-answer',
  prefix: 'AD-ANSWER',
  indexes: {
    gsi1: ({ id, adId, at }) => [answersTo(adId), `${at}#${id}`],
    gsi2: ({ id, askerId, at }) => [answersBy(askerId), `${at}#${id}`],
  },
  summary: (answer) => answer,
});
export const adAnswers = {
  ...answerStore,
  ofAd: answerStore.list('ad-answer.of-ad', 'gsi1', 'AD-ANSWERS#*'),
  ofAsker: answerStore.list('ad-answer.of-asker', 'gsi2', 'AD-ANSWERS-OF#*'),
};
export const answersTo = (adId: AdId): string => `AD-ANSWERS#${adId}`;
export const answersBy = (askerId: AccountId): string => `AD-ANSWERS-OF#${askerId}`;

const daily = counter('ads');
/** Counts what one person does of a kind on a day. @throws Problem enough-today */
export const countToday = Object.assign(
  async (accountId: AccountId, what: 'ad' | 'answer' | 'report', limit: number): Promise<void> => {
    const full = await daily.take([{ subject: `${what}#${accountId}`, n: 1, bounds: [{ limit, window: days(1) }] }]);
    if (full) throw new Problem('enough-today', `Until ${full.until}`);
  },
  together('ads.today', daily.take),
);
