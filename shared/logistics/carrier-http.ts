import { seconds } from '../kernel/clock.ts';
import { setting } from '../kernel/env.ts';

/** Milliseconds that a carrier has for its answer. */
const patience = seconds(5);

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Asks a carrier. Answers with one of the `expected` statuses are answers.
 * @throws Error for any other, for none in time, and for one that is not JSON: what the carrier did is then unknown
 */
export const ask = async (
  request: `${'GET' | 'POST' | 'DELETE'} ${string}`,
  expected: readonly number[],
  body?: object,
): Promise<Answer> => {
  const [method, url] = request.split(' ') as [string, string];
  const answer = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${setting('CARRIER_KEY')}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(patience),
  });
  if (!expected.includes(answer.status)) {
    throw new Error(`${method} ${new URL(url).pathname} answered ${answer.status}`);
  }
  return { status: answer.status, body: await answer.json() };
};
