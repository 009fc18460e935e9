/** What went wrong, in the reader's words, and at which field. */
import { Refused } from '../client.ts';
import type { ProblemCode } from '../../shared/kernel/problems.ts';
import type { Words } from './words/words.ts';

export interface Trouble {
  readonly text: string;
  /** Words by the path of the field that they are about. */
  readonly at: Readonly<Record<string, string>>;
  /** Nobody knows whether it was done. */
  readonly unanswered?: boolean;
  /** What the server refused it for; none when it was not heard. */
  readonly code?: ProblemCode;
  /** Seconds after which it may be tried again, where that was said. */
  readonly retryAfter?: number | undefined;
}

/** Reads any error of a call. What is refused by the server is told in its words, which are in the reader's language. */
export const troubleIn = (error: unknown, w: Words): Trouble => {
  if (!(error instanceof Refused)) {
    return { text: navigator.onLine ? w.forms.unheard : w.forms.offline, at: {}, unanswered: true };
  }
  const { retryAfter, problem: { detail, title, code, status, faults = [] } } = error;
  const said = title ? w.problem(code, title, detail) : w.refused.broken.text;
  return {
    text: retryAfter === undefined ? said : `${said} ${w.forms.waitFor(retryAfter)}`,
    at: Object.fromEntries(faults.map(({ path, message }) => [path, w.fault(message)])),
    unanswered: status >= 500,
    code,
    retryAfter,
  };
};
