import { days, minutes, seconds } from '../kernel/values/clock.ts';

/** An instance asks for changes at the most so often; a search sees what was told before. */
export const followedEvery = seconds(0.5);
/** A change is written so long after the moment that it names, at the most, since a subscriber runs for 30 seconds: what is read again each time. */
export const writtenWithin = seconds(35);
/** How long an instance goes by what it has read of the index file: it follows the changes anyway. */
export const lookedAtEvery = minutes(1);
/** How long changes are kept; an index file that is older misses some. It is written anew each day. */
export const changesKept = days(14);
/** How long it is kept what was searched for. */
export const searchesKept = days(90);
/** An instance tells of searches at the most so often, so many at a time. */
export const toldEvery = seconds(2);
export const mostTold = 40;
/** Code units of a description that are searched. */
export const describedBy = 2000;
/** Suggestions while typing, and hot terms. */
export const mostSuggestions = 8;
/** Goods that are recommended below the last results, or where nothing was found. */
export const mostRecommended = 12;
