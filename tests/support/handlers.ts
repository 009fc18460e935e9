/** Handlers called as Lambda calls them, without a cloud: their environment, a request, and what they write. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { vi } from 'vitest';
import type { Handler } from '../../shared/kernel/doors/run.ts';
import { requestLimits } from '../../shared/kernel/rulebooks.ts';

/**
 * What every function finds in its environment, and the limits of requests as they are by default. Restored by
 * `vi.unstubAllEnvs()` and `vi.restoreAllMocks()`.
 */
export const stubFunction = (): void => {
  for (
    const [name, value] of Object.entries({
      USE_CASE: 'test/one',
      STAGE: 'test',
      ZONE: 'UTC',
      TABLE_NAME: 'test',
      LOG_LEVEL: 'DEBUG',
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    })
  ) vi.stubEnv(name, value);
  // What people have decided is in the table, and there is none behind these handlers.
  vi.spyOn(requestLimits, 'current').mockImplementation(async () => requestLimits.byDefault);
};

/** Collects the lines of JSON that are written from now on: logs and metrics. Restored by `vi.restoreAllMocks()`. */
export const linesOf = (): () => Record<string, unknown>[] => {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
  return () =>
    written.join('').split('\n').filter((line) => line.startsWith('{')).map((line) =>
      JSON.parse(line) as Record<string, unknown>
    );
};

/** Calls an endpoint that anyone may call. */
export const calling = (
  handler: Handler<never, APIGatewayProxyStructuredResultV2>,
  { body, headers = {} }: { body?: object; headers?: Record<string, string> } = {},
): Promise<APIGatewayProxyStructuredResultV2> =>
  handler(
    {
      headers,
      requestContext: { requestId: 'request-1', http: { sourceIp: '192.0.2.1' } },
      ...(body && { body: JSON.stringify(body) }),
      isBase64Encoded: false,
    } as never,
    {} as never,
  );
