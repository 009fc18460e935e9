import { Logger } from '@aws-lambda-powertools/logger';
import { invocation } from './invocation.ts';

let logger: Logger | undefined;

const running = (): Logger => {
  logger ??= new Logger({ serviceName: 'jishi' });
  const { useCase, correlationId, causationId, actor } = invocation();
  logger.resetKeys();
  logger.appendKeys({ useCase, correlationId, causationId, actor });
  return logger;
};

type Fields = Record<string, string | number | boolean | undefined>;

/**
 * Writes one line of JSON. `code` is stable (tests and alarms look for it); fields are ids, codes and numbers, never
 * what a person typed: input, answers and events are not logged at all.
 */
export const log = {
  info: (code: string, fields: Fields = {}): void => running().info(code, fields),
  warn: (code: string, fields: Fields = {}): void => running().warn(code, fields),
  /** @param error logged with its stack, which stays in the house */
  error: (code: string, error: unknown, fields: Fields = {}): void =>
    running().error(code, { ...fields, error: error instanceof Error ? error : new Error(String(error)) }),
};
