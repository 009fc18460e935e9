import { decided } from './commit.ts';
import { Handled, inbox } from './once.ts';
import { commitWith, type Outcome } from './run.ts';

/** What handlers of messages get: writes all or nothing, once a message. */
export type CommitOnce = (outcome: Outcome<void>) => Promise<void>;

/** The commit of a handler of messages: with the inbox item, so that a message delivered twice has one effect. */
export const commitOnce = (message: string): CommitOnce => commitWith(() => inbox.handled(message));

/** Runs a handler of messages; one whose message has had its effect already is done. */
export const unlessHandled = async (handle: () => Promise<void>): Promise<void> => {
  try {
    await decided(handle);
  } catch (error) {
    if (!(error instanceof Handled)) throw error;
  }
};
