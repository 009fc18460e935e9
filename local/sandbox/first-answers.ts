import { createHash } from 'node:crypto';
import type { SandboxClock } from './clock.ts';
import type { Journal } from './journal.ts';
import { type Answer, Refusal } from './server.ts';

type FirstAnswer = { key: string; fingerprint: string; at: number; answer: Answer };

export type FirstAnswers = {
  /**
   * Runs the request, or gives the answer that its key got the first time, were it an error.
   * Refuses a missing key (400) where one is required, and a key that another request has used (422).
   */
  once(request: { key: string | undefined; required: boolean; fingerprint: string }, run: () => Answer): Answer;
};

const keptMs = 24 * 3_600_000;
const longestKey = 255;

/** Answers by `Idempotency-Key`, kept for 24 hours of the sandbox clock, as real providers do. */
export const createFirstAnswers = ({ clock, journal }: { clock: SandboxClock; journal: Journal }): FirstAnswers => {
  const answers = journal.collection<FirstAnswer>('first-answers');
  const isKept = ({ at }: FirstAnswer) => clock.now() - at < keptMs;

  const forgetOld = () => {
    for (const old of answers.all()) {
      if (isKept(old)) return;
      answers.delete(old.key);
    }
  };

  return {
    once: ({ key, required, fingerprint: text }, run) => {
      if (key === undefined || key === '') {
        if (required) {
          throw new Refusal(400, 'idempotency-key-missing', 'This request needs the header Idempotency-Key.');
        }
        return run();
      }
      if (key.length > longestKey) {
        throw new Refusal(400, 'invalid-request', `A key has at most ${longestKey} characters.`);
      }
      forgetOld();
      const fingerprint = createHash('sha256').update(text).digest('base64');
      const first = answers.get(key);
      if (first && isKept(first)) {
        if (first.fingerprint === fingerprint) return first.answer;
        throw new Refusal(422, 'idempotency-key-reused', 'This Idempotency-Key belongs to another request.');
      }
      const answer = run();
      // A request that was not understood was not executed: it may be corrected and sent again under its key.
      if (!('json' in answer && answer.status === 400)) {
        answers.delete(key);
        answers.put(key, { key, fingerprint, at: clock.now(), answer });
      }
      return answer;
    },
  };
};
