import { Logger } from '@aws-lambda-powertools/logger';
import { invocation } from './doors/invocation.ts';

let logger: Logger | undefined;

const running = (): Logger => {
  logger ??= new Logger({ serviceName: 'jishi' });
  const { useCase, correlationId, causationId, actor } = invocation();
  logger.resetKeys();
  logger.appendKeys({ useCase, correlationId, causationId, actor });
  return logger;
};

/** Names that the logger gives to fields of its own, and drops from those that it is given. */
type Reserved = 'level' | 'message' | 'sampling_rate' | 'service' | 'timestamp';
/** Names that every line has already. */
type Own = 'useCase' | 'correlationId' | 'causationId' | 'actor' | 'error';

/** Fields of one line: any names but those that would be lost or would hide another. */
export type Fields =
  & { readonly [name: string]: string | number | boolean | undefined }
  & { readonly [name in Reserved | Own]?: never };

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
