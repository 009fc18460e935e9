/** The local cloud's own door, as tests use it: the inbox, the clock, and waiting until nothing goes on any more. */
import { inject } from 'vitest';
import type { LocalCloud } from '../../local/commands/operator-command.ts';

const ask = async <R>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<R> => {
  const answer = await fetch(`${inject('cloud').control}${path}`, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<R>;
};

export interface Message {
  readonly kind: string;
  readonly to: string;
  readonly channel: 'email' | 'sms' | 'push';
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly code?: string;
  readonly at: string;
}

/** What has arrived for somebody, newest first. */
export const inboxOf = (to: string): Promise<Message[]> => ask('GET', `/inbox?to=${encodeURIComponent(to)}`);

/** A browser that takes pushes: what it gives to whoever may push to it. */
export const browser = (): Promise<{ endpoint: string; keys: { p256dh: string; auth: string } }> =>
  ask('POST', '/push-subscriptions');

/** Closes a browser for good. */
export const close = ({ endpoint }: { endpoint: string }): Promise<unknown> =>
  ask('DELETE', `/push-subscriptions?endpoint=${encodeURIComponent(endpoint)}`);

/** Hands an event to a use case as its door gets it, and returns when the use case is done. */
export const deliver = (useCase: string, event: object): Promise<{ ok: boolean }> =>
  ask('POST', `/invoke/${useCase}`, event);

/** Waits until every event, message and webhook that is under way has been dealt with. @throws Error after a minute */
export const settled = async (): Promise<void> => {
  const { quiet } = await ask<{ quiet: boolean }>('GET', '/quiet?timeout=60000');
  if (!quiet) throw new Error('The platform did not come to rest within a minute');
};

/**
 * Moves the clock of the platform and of everything around it; what falls due in between has happened when this
 * returns.
 */
export const pass = async (milliseconds: number): Promise<void> => {
  const { quiet } = await ask<{ quiet: boolean }>('POST', '/clock', { advanceMs: milliseconds });
  if (!quiet) throw new Error('The platform did not come to rest after the clock moved');
};

export const now = async (): Promise<Date> => new Date((await ask<{ now: string }>('GET', '/clock')).now);

/** Gives an account that has registered the role admin, as an operator's command does. */
export const makeAdmin = (login: string): Promise<unknown> => ask('POST', '/admin', { login });

/**
 * Asks again and again until the answer is one that `holds`, for at most ten seconds.
 * @throws Error with the last answer
 */
export const until = async <R>(look: () => Promise<R>, holds: (answer: R) => boolean): Promise<R> => {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const answer = await look();
    if (holds(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`Waited in vain; the last answer was ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

/** Fires the schedules of a use case now. Returns how many it has. */
export const runSchedule = async (useCase: string): Promise<number> =>
  (await ask<{ fired: number }>('POST', `/schedules/${useCase}/run`)).fired;

/** A message for a job, as its queue delivers it: an envelope, or what another use case has sent. */
export const delivery = (job: string, message: object, messageId = 'test'): object => ({
  Records: [{ messageId, body: JSON.stringify({ job, message }) }],
});

/** Gives a message to a job, as a redrive from its dead-letter queue does. */
export const redrive = (job: string, key: string, message: object): Promise<unknown> =>
  ask('POST', `/invoke/${job}`, delivery(job, { key, correlationId: key, message }, key));

/**
 * What was given up by a context (`payments`) or by one of its jobs (`payments/settle-payment`), and waits for a
 * person.
 */
export const deadLetters = async (of: string): Promise<DeadLetter[]> =>
  (await ask<DeadLetter[]>('GET', '/dead-letters')).filter(({ queue, body }) =>
    queue === `jishi-dev-${of}-dead` || body.job === of
  );

interface DeadLetter {
  readonly queue: string;
  readonly body: { readonly job?: string };
}

/** What an operator's command needs to reach the cloud under test. */
export const localCloud = async (): Promise<LocalCloud> => {
  const { offsetMs } = await ask<{ offsetMs: number }>('GET', '/clock');
  return { endpointUrl: inject('cloud').aws, region: 'us-east-1', offsetMs };
};
