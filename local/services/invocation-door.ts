/** Lambda's Invoke behind the gate, for a caller that waits for the answer and for one that does not. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { functionArn } from '../deployment/identifiers.ts';
import type { Gate } from './gate.ts';
import { readJson } from './http-answers.ts';
import type { Invoked, Place } from './types.ts';

export interface InvocationDoor {
  readonly gate: Gate;
  readonly place: Place;
  readonly invoke: (functionName: string, event: unknown) => Promise<Invoked>;
  readonly invokeLater: (functionName: string, event: unknown) => void;
}

/** The function that a request wants run, if it wants any. */
export const functionAsked = ({ method, url = '' }: IncomingMessage): string | undefined =>
  method === 'POST' ? /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(url)?.[1] : undefined;

/** Runs the function. As on AWS, one that fails is an answer like any other, with a header that says so. */
export const serveInvocation = async (
  { gate, place, invoke, invokeLater }: InvocationDoor,
  request: IncomingMessage,
  response: ServerResponse,
  accessKeyId: string,
  functionName: string,
): Promise<void> => {
  const event = await readJson(request);
  const call = { accessKeyId, service: 'lambda', operation: 'Invoke' };
  const access = { action: 'lambda:InvokeFunction', resource: functionArn(place, functionName) };
  if (gate.refuses(response, call, [access], 403)) return;
  gate.count(accessKeyId, call.service, call.operation);
  if (request.headers['x-amz-invocation-type'] === 'Event') {
    invokeLater(functionName, event);
    response.writeHead(202).end();
    return;
  }
  const outcome = await invoke(functionName, event);
  response
    .writeHead(200, { 'content-type': 'application/json', ...(!outcome.ok && { 'x-amz-function-error': 'Unhandled' }) })
    .end(JSON.stringify(outcome.ok ? outcome.result ?? null : outcome.error));
};
