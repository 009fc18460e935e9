/**
 * A request as API Gateway hands it to a function, and a function's answer as API Gateway reads it: payload format
 * 2.0.
 */
import type { IncomingMessage } from 'node:http';
import type { JwtContext } from './authorizer.ts';

export interface HttpEventInput {
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly apiId: string;
  readonly accountId: string;
  readonly routeKey: string;
  /** Path and query as they were sent. */
  readonly path: string;
  readonly query: string;
  readonly pathParameters: Record<string, string> | undefined;
  readonly jwt: JwtContext | undefined;
  /** Whoever sends it plays several visitors, and says which: see `playedFrom`. */
  readonly visitorKey: string;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What goes back to the client. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer | string;
}

/** What a visitor sends who comes from an address of his own. @param key as the control endpoint tells it */
export const playedFrom = (sourceIp: string, key: string): Record<string, string> => ({
  'x-forwarded-for': sourceIp,
  'x-visitor-key': key,
});

export const httpEvent = (input: HttpEventInput): object => {
  const { request, body, routeKey, path, query, pathParameters, jwt, requestId, now } = input;
  const { cookie, ...received } = request.headers;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(received)) headers[name] = Array.isArray(value) ? value.join(',') : value!;
  const { 'x-visitor-key': key } = headers;
  delete headers['x-visitor-key'];
  // All visitors of a laptop come from one address; whoever plays several says which. As at AWS, nobody else can.
  const played = key === input.visitorKey ? headers['x-forwarded-for'] : undefined;
  const sourceIp = played ?? request.socket.remoteAddress ?? '127.0.0.1';
  headers['x-forwarded-for'] = sourceIp;
  headers['x-forwarded-proto'] = 'http';
  headers['x-amzn-trace-id'] = `Root=1-${Math.floor(now / 1000).toString(16)}-${
    requestId.replaceAll('-', '').slice(0, 24)
  }`;
  const isBase64Encoded = body.length > 0 && !isText(headers['content-type']);
  const rawPath = decodedPath(path);

  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: query,
    ...(cookie && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(query && { queryStringParameters: queryParameters(query) }),
    requestContext: {
      accountId: input.accountId,
      apiId: input.apiId,
      ...(jwt && { authorizer: { jwt } }),
      domainName: headers.host ?? 'localhost',
      domainPrefix: (headers.host ?? 'localhost').split('.')[0],
      http: {
        method: request.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now,
    },
    ...(pathParameters && { pathParameters }),
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  };
};

/** A function's result as an answer; `undefined` when API Gateway could make none of it. */
export const httpAnswer = (result: unknown): HttpAnswer | undefined => {
  if (result === null || typeof result !== 'object' || !('statusCode' in result)) {
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: typeof result === 'string' ? result : JSON.stringify(result ?? null),
    };
  }
  const {
    statusCode,
    headers = {},
    cookies,
    body = '',
    isBase64Encoded,
  } = result as {
    statusCode: unknown;
    headers?: Record<string, string | number | boolean>;
    cookies?: string[];
    body?: unknown;
    isBase64Encoded?: boolean;
  };
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== 'string') return undefined;
  const sent: Record<string, string | string[]> = { 'content-type': 'text/plain;charset=UTF-8' };
  for (const [name, value] of Object.entries(headers)) sent[name.toLowerCase()] = String(value);
  if (cookies?.length) sent['set-cookie'] = cookies;
  return { status, headers: sent, body: isBase64Encoded ? Buffer.from(body, 'base64') : body };
};

const isText = (contentType: string | undefined): boolean =>
  contentType === undefined || /^\s*(text\/|application\/([\w.-]+\+)?(json|xml|javascript)\b)/i.test(contentType);

const decodedPath = (path: string): string => (path.includes('%') ? decodeURIComponent(path) : path);

/** Repeated names are joined with commas. */
const queryParameters = (query: string): Record<string, string> => {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return parameters;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2026:19:03:58 +0000` */
const commonLogTime = (ms: number): string => {
  const text = new Date(ms).toISOString();
  return `${text.slice(8, 10)}/${months[Number(text.slice(5, 7)) - 1]}/${text.slice(0, 4)}:${text.slice(11, 19)} +0000`;
};
