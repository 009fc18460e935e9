import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { EndpointContract } from './contract.ts';
import { log } from '../log.ts';
import { publish } from '../metrics.ts';
import { hashOf } from '../store/once.ts';
import { Problem, TooManyRequests } from '../problems.ts';
import { isUnavailable } from '../unavailable.ts';

type Event = Pick<APIGatewayProxyEventV2, 'headers' | 'requestContext'>;
type Result = APIGatewayProxyStructuredResultV2;

/** The good answer, or 304 to who has it already. */
export const respond = (event: Event, { answer: { status }, cache }: EndpointContract, answer: unknown): Result => {
  if (answer === undefined) return { statusCode: status };
  const body = JSON.stringify(answer);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (cache !== undefined) {
    headers['cache-control'] = `public, max-age=${cache}, stale-while-revalidate=${cache}`;
    headers['vary'] = 'accept-language';
    headers['etag'] = `"${hashOf(body).slice(0, 22)}"`;
    if (event.headers['if-none-match'] === headers['etag']) return { statusCode: 304, headers };
  }
  return { statusCode: status, headers, body };
};

/** A problem (RFC 9457). What is not meant for the caller is logged and stays in the house. */
export const refuse = (error: unknown, contract: EndpointContract, requestId: string): Result => {
  if (!(error instanceof Problem)) log.error('unexpected-error', error);
  else if (!contract.problems.includes(error.code)) log.error('undeclared-problem', error);
  const problem = error instanceof Problem ? error : new Problem(isUnavailable(error) ? 'unavailable' : 'internal');
  if (error instanceof Problem) log.info('refused', { problem: error.code });
  if (problem.code === 'internal') publish('unexpectedErrors', 1);
  return {
    statusCode: problem.status,
    headers: {
      'content-type': 'application/problem+json',
      ...(problem.code === 'unavailable' && { 'retry-after': String(comeBackIn()) }),
      ...(problem instanceof TooManyRequests && { 'retry-after': String(problem.retryAfter) }),
    },
    body: JSON.stringify(problem.body(requestId)),
  };
};

/** Seconds, one to five: those who are sent away together do not come back together. */
const comeBackIn = (): number => 1 + Math.floor(Math.random() * 5);

/** Headers of every answer. Browsers only ever come back over TLS; nothing personal is kept by a cache. */
export const secured = (): MiddlewareObj<Event, Result> => ({
  after: ({ event, response }) => {
    response!.headers = {
      'cache-control': 'no-store',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-request-id': event.requestContext.requestId,
      ...response!.headers,
    };
  },
});
