import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import type { ProblemBody } from '../../../shared/kernel/problems.ts';
import { Refused } from '../../client.ts';
import { useWords, type Words } from './words.tsx';

/** What a request was refused with; nothing when there was no answer at all. */
export const problemOf = (error: unknown): ProblemBody | undefined =>
  error instanceof Refused ? error.problem : undefined;

/** What went wrong outside the API, in the reader's words. */
export class Told extends Error {
  readonly say: (words: Words) => string;

  constructor(say: Told['say']) {
    super('told');
    this.say = say;
  }
}

export const sayProblem = (error: unknown, words: Words): string => {
  const problem = problemOf(error);
  if (problem) return words.problem(problem);
  return error instanceof Told ? error.say(words) : words.kit.offline;
};

/** In the place of what could not be read. */
export const Failed = ({ error, retry }: { error: unknown; retry?: () => void }) => {
  const words = useWords();
  const instance = problemOf(error)?.instance;
  return (
    <Alert
      type="error"
      showIcon
      title={sayProblem(error, words)}
      description={instance}
      action={retry && <Button size="small" onClick={retry}>{words.kit.retry}</Button>}
    />
  );
};
