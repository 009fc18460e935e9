/** Reading requests and writing answers in AWS's JSON. */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** The whole body. */
export const readAll = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on('error', reject);
  });

/** The body as a JSON object; an empty one when there is none. */
export const readJson = async (request: IncomingMessage): Promise<Record<string, unknown>> =>
  JSON.parse((await readAll(request)).toString() || '{}') as Record<string, unknown>;

/** Answers with JSON, in which instants are seconds since 1970. */
export const answerJson = (response: ServerResponse, status: number, body: unknown): void => {
  const text = JSON.stringify(body, function(this: Record<string, unknown>, key: string, value: unknown) {
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1000 : value;
  });
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(text);
};

/** Answers with an exception as the SDKs read it: by its short name in `type`. */
export const answerError = (response: ServerResponse, status: number, type: string, message: string): void => {
  response
    .writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': type })
    .end(JSON.stringify({ __type: type, message, Message: message }));
};

/** The headers of an answer that is passed on, without its date: all answers of the endpoint tell the local clock's. */
export const passedOn = ({ date: _, ...headers }: OutgoingHttpHeaders): OutgoingHttpHeaders => headers;
