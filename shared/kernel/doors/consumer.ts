import { decided } from '../store/commit.ts';
import { log } from '../log.ts';
import { publish } from '../metrics.ts';
import { Handled, inbox } from '../store/once.ts';
import { Problem, type FinalCode, type ProblemCode } from '../problems.ts';
import { commitWith, type Outcome } from './run.ts';
import { isUnavailable } from '../unavailable.ts';

/** What handlers of messages get: writes all or nothing, once a message. */
export type CommitOnce = (outcome: Outcome<void>) => Promise<void>;

/** The commit of a handler of messages: with the inbox item, so that a message delivered twice has one effect. */
export const commitOnce = (message: string): CommitOnce => commitWith(() => inbox.handled(message));

/**
 * Runs what nobody waits for: an error is logged and thrown, for whoever called to try again and then to park. One that
 * does not pass by itself is counted at once, for an alarm stands on it.
 * @param failed the code of the log
 * @param id what the run is about: an event, a message, a deadline
 */
export const reported = async (failed: string, id: string, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!mayPass(error)) publish('unexpectedErrors', 1);
    log.error(failed, error, { id });
    throw error;
  }
};

/** Whether the next attempt may well succeed without a person having done anything. */
const mayPass = (error: unknown): boolean =>
  isUnavailable(error) || (error instanceof Problem && error.code === 'conflict');

interface Run {
  readonly id: string;
  /** The problems after which nothing is left to be done, as the contract declares them. */
  readonly final: readonly FinalCode[];
  /** Codes of the log. */
  readonly needsNothing: string;
  readonly failed: string;
}

/**
 * Runs the handler of a message, event or deadline. One that has had its effect already is done, and so is one that
 * meets a problem which its contract declares as final. Any other problem is an error: it may be the sign of a write
 * that was lost, or of a rule that nobody has thought of here.
 */
export const unlessFinal = ({ id, final, needsNothing, failed }: Run, handle: () => Promise<void>): Promise<void> =>
  reported(failed, id, async () => {
    try {
      await decided(handle);
    } catch (error) {
      if (error instanceof Handled) return;
      if (!(error instanceof Problem) || !(final as readonly ProblemCode[]).includes(error.code)) throw error;
      log.info(needsNothing, { id, problem: error.code });
    }
  });
