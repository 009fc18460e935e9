import { seconds } from '../kernel/clock.ts';
import { setting } from '../kernel/env.ts';
import * as outside from '../kernel/outside.ts';
import type { Refusal } from './carrier.ts';

/** Milliseconds that a carrier has for its answer. */
const patience = seconds(5);

interface Answer {
  readonly status: number;
  /** None of a 413, which whoever stands before a carrier answers in words of his own. */
  readonly body: unknown;
}

/** What a carrier means that answers 413 to a booking. */
export const tooLarge: Refusal = { refused: 'This is too large for one booking.' };

/**
 * Asks a carrier. Answers with one of the `expected` statuses are answers.
 * @throws Unanswered for any other, and for none in time: what the carrier did is then unknown
 */
export const ask = async (
  request: `${'GET' | 'POST' | 'DELETE'} ${string}`,
  expected: readonly number[],
  body?: object,
): Promise<Answer> => {
  const [method, url] = request.split(' ') as ['GET' | 'POST' | 'DELETE', string];
  const headers = { authorization: `Bearer ${setting('CARRIER_KEY')}` };
  const { status, text } = await outside.ask(method, url, { patience, headers, body });
  if (!expected.includes(status)) {
    throw new outside.Unanswered(`${method} ${new URL(url).pathname}: answered ${status}`);
  }
  return { status, body: status === 413 ? undefined : JSON.parse(text) };
};
