import { setTimeout as wait } from 'node:timers/promises';
import { Handled, inbox } from './once.ts';
import { Problem } from './problems.ts';
import { commitWith, type Outcome } from './run.ts';

/** What handlers of messages get: writes all or nothing, once a message. */
export type CommitOnce = (outcome: Outcome<void>) => Promise<void>;

/** The commit of a handler of messages: with the inbox item, so that a message delivered twice has one effect. */
export const commitOnce = (message: string): CommitOnce => commitWith(() => inbox.handled(message));

const attempts = 6;

/**
 * Runs a handler of messages; one whose message has had its effect already is done. Where somebody else was faster, it runs
 * again at once on what they left, some 0.5 s in all, before the queue gets the message back.
 */
export const unlessHandled = async (work: () => Promise<void>): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Handled) return;
      const conflict = error instanceof Problem && error.code === 'conflict';
      if (!conflict || attempt === attempts) throw error;
      await wait(Math.random() * 10 * 2 ** attempt);
    }
  }
};
