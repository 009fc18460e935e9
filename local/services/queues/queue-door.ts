/** SQS behind the gate. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Gate } from '../gate.ts';
import { passedOn, readAll } from '../http-answers.ts';
import { queueArn } from '../names.ts';
import type { FauxqsApp } from './queues-and-buckets.ts';
import type { Place } from '../types.ts';

export interface QueueDoor {
  readonly app: FauxqsApp;
  readonly gate: Gate;
  readonly place: Place;
  readonly onSend: (queueUrl: string) => void;
}

/** Serves one request of SQS. A batch needs the grant of its single operation, as on AWS. */
export const serveQueue = async (
  { app, gate, place, onSend }: QueueDoor,
  request: IncomingMessage,
  response: ServerResponse,
  accessKeyId: string,
  operation: string,
): Promise<void> => {
  const payload = (await readAll(request)).toString();
  const { QueueUrl, QueueName = '' } = JSON.parse(payload) as { QueueUrl?: string; QueueName?: string };
  const name = QueueUrl?.slice(QueueUrl.lastIndexOf('/') + 1) ?? QueueName;
  const action = `sqs:${operation.replace(/Batch$/, '')}`;
  if (
    gate.refuses(
      response,
      { accessKeyId, service: 'sqs', operation },
      [{ action, resource: queueArn(place, name) }],
      403,
    )
  ) {
    return;
  }
  gate.count(accessKeyId, 'sqs', operation);
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${operation}` };
  const answer = await app.inject({ method: 'POST', url: '/', headers, payload });
  response.writeHead(answer.statusCode, passedOn(answer.headers)).end(answer.rawPayload);
  if (answer.statusCode === 200 && action === 'sqs:SendMessage' && QueueUrl !== undefined) onSend(QueueUrl);
};
