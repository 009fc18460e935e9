/** What went wrong, in the reader's words, and at which field. */
import { Refused } from '../client.ts';
import type { Words } from './words/words.ts';

export interface Trouble {
  readonly text: string;
  /** Words by the path of the field that they are about. */
  readonly at: Readonly<Record<string, string>>;
  /** Nobody knows whether it was done. */
  readonly unanswered?: boolean;
}

/** Reads any error of a call. What is refused by the server is told in its words for lack of our own. */
export const troubleIn = (error: unknown, w: Words): Trouble => {
  if (error instanceof Refused) {
    const { detail, title, faults = [] } = error.problem;
    return {
      text: detail ?? title,
      at: Object.fromEntries(faults.map(({ path, message }) => [path, message])),
      unanswered: error.problem.status >= 500,
    };
  }
  return { text: navigator.onLine ? w.refused.broken.text : w.forms.offline, at: {}, unanswered: true };
};
