import { days, hours } from '../kernel/clock.ts';

/** How long an application may wait for its review before the reviewers are reminded. */
export const reviewWindow = hours(48);
/** How long a merchant has to answer when supplements are asked for. */
export const supplementWindow = days(30);
