import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import type { Faults } from './faults.ts';
import type { FirstAnswers } from './first-answers.ts';

/** What a route is given: the variables of its path, the query and the parsed body. */
export type Call = { param: (name: string) => string; query: URLSearchParams; body: unknown; isForm: boolean };

export type Answer =
  | { status: number; json: unknown }
  | { status: number; text: string; type: string }
  | { status: 303; location: string };

/**
 * One operation. `faults` says which faults of the answer (`error`, `proxy-page`, `lose-answer`, `slow-answer`) may hit it: `any`;
 * `named`: only those that match its name; or `none`. `tags` are further words that a fault may match.
 */
export type Route = {
  name: string;
  call: `${'GET' | 'POST' | 'DELETE'} /${string}`;
  faults: 'any' | 'named' | 'none';
  idempotencyKey?: 'required' | 'honoured';
  tags?: (call: Call) => (string | undefined)[];
  answer: (call: Call) => Answer;
};

/** Answered as `{error: {code, message, details?}}` with this status. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: unknown;

  constructor(status: number, code: string, message: string, details?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export type RunningServer = { url: string; stop(): Promise<void> };

const bodyLimitBytes = 256 * 1024;
const defaultSlowMs = 1_000;

/** A value of the schema, or a refusal 400 that names the path of each fault; the value itself is never repeated. */
export const parse = <S extends z.ZodType>(schema: S, value: unknown): z.infer<S> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const details = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new Refusal(400, 'invalid-request', 'The request is not as the API asks for it.', details);
};

/** The query variable, or a refusal 400. */
export const required = (query: URLSearchParams, name: string): string => {
  const value = query.get(name);
  if (value === null || value === '') throw new Refusal(400, 'invalid-request', `The query must give ${name}.`);
  return value;
};

/** Serves the routes on loopback. Port 0 takes a free one. Rejects if the port is taken. */
export const startServer = async ({
  port,
  routes,
  faults,
  firstAnswers,
}: {
  port: number;
  routes: Route[];
  faults: Faults;
  firstAnswers: FirstAnswers;
}): Promise<RunningServer> => {
  const find = createRouter(routes);

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const { route, param } = find(request.method ?? '', url.pathname);
    const text = await readBody(request);
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
    const call: Call = { param, query: url.searchParams, body: parseBody(text, isForm), isForm };

    const tags = [route.name, ...(route.faults === 'any' ? (route.tags?.(call) ?? []) : [])].filter(
      (tag) => tag !== undefined,
    );
    const hit = (kind: 'error' | 'proxy-page' | 'lose-answer' | 'slow-answer') =>
      route.faults === 'none' ? undefined : faults.take(kind, tags, route.faults === 'named');
    const execute = (): Answer =>
      hit('error')
        ? refusalAnswer(new Refusal(500, 'internal-error', 'The sandbox was told to fail here. Nothing was done.'))
        : route.answer(call);

    if (hit('proxy-page')) return write(response, proxyPage);
    const answer = route.idempotencyKey
      ? firstAnswers.once(
        {
          key: request.headers['idempotency-key'] as string | undefined,
          required: route.idempotencyKey === 'required',
          fingerprint: `${request.method} ${url.pathname} ${text}`,
        },
        () => answerOrRefusal(execute),
      )
      : execute();

    const slow = hit('slow-answer');
    if (slow) await new Promise((resolve) => setTimeout(resolve, slow.ms ?? defaultSlowMs));
    if (hit('lose-answer')) request.socket.destroy();
    else write(response, answer);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (response.destroyed) return;
      if (!(error instanceof Refusal)) console.error(error);
      write(response, refusalAnswer(error));
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** What a proxy says that does not reach the program: it knows nothing of the request. */
const proxyPage: Answer = { status: 404, type: 'text/html', text: '<!doctype html><h1>404 Not Found</h1>' };

const answerOrRefusal = (execute: () => Answer): Answer => {
  try {
    return execute();
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error);
    throw error;
  }
};

const refusalAnswer = (error: unknown): Answer => {
  const { status, code, message, details } = error instanceof Refusal
    ? error
    : new Refusal(500, 'internal-error', 'The sandbox failed; its log says why.');
  return { status, json: { error: { code, message, ...(details === undefined ? {} : { details }) } } };
};

const createRouter = (routes: Route[]) => {
  const compiled = routes.map((route) => {
    const [method = '', path = ''] = route.call.split(' ');
    return {
      route,
      method,
      pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/:(\w+)/g, '(?<$1>[^/]+?)')}$`),
    };
  });
  return (method: string, path: string): { route: Route; param: (name: string) => string } => {
    let pathKnown = false;
    for (const { route, method: wanted, pattern } of compiled) {
      const match = pattern.exec(path);
      if (!match) continue;
      if (wanted === method) return { route, param: (name) => decode(match.groups?.[name] ?? '') };
      pathKnown = true;
    }
    throw pathKnown
      ? new Refusal(405, 'method-not-allowed', `${method} is not offered at ${path}.`)
      : new Refusal(404, 'no-such-route', `Nothing is served at ${path}.`);
  };
};

const decode = (variable: string): string => {
  try {
    return decodeURIComponent(variable);
  } catch {
    throw new Refusal(400, 'invalid-request', 'The path is not validly encoded.');
  }
};

const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // The rest is still read, so that the refusal reaches a client that is busy sending.
    if (bytes <= bodyLimitBytes) chunks.push(chunk);
  }
  if (bytes > bodyLimitBytes) throw new Refusal(413, 'body-too-large', `A body may hold ${bodyLimitBytes} bytes.`);
  return Buffer.concat(chunks).toString('utf8');
};

const parseBody = (text: string, isForm: boolean): unknown => {
  if (isForm) return Object.fromEntries(new URLSearchParams(text));
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'invalid-json', 'The body is not JSON.');
  }
};

const write = (response: ServerResponse, answer: Answer): void => {
  if ('location' in answer) {
    response.writeHead(answer.status, { location: answer.location }).end();
    return;
  }
  const [type, text] = 'json' in answer
    ? ['application/json', JSON.stringify(answer.json)]
    : [answer.type, answer.text];
  response.writeHead(answer.status, { 'content-type': type, 'content-length': Buffer.byteLength(text) }).end(text);
};
