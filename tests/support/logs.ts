/** What the functions of the cloud under test have written to their logs. */
import { existsSync, readFileSync } from 'node:fs';
import { logsFolder } from './records.ts';

export interface Line {
  readonly message?: string;
  readonly level?: string;
  readonly id?: string;
  readonly useCase?: string;
  readonly correlationId?: string;
  readonly actor?: string;
  readonly problem?: string;
  readonly merchantId?: string;
  readonly error?: { readonly name: string; readonly message: string };
  /** The metric that an alarm stands on. */
  readonly unexpectedErrors?: number;
}

/** The lines that a use case has written so far: logs and metrics. */
export const linesOf = (useCase: string): Line[] => {
  const file = `${logsFolder}/jishi-dev-${useCase.replace('/', '-')}.log`;
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.startsWith('{')).flatMap((line) => {
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return []; // It is being written.
    }
  });
};
