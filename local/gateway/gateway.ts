/**
 * All that is public behind one port, as the distribution has it: the three HTTP APIs, `/shop`, `/merchant` and
 * `/operator`, as API Gateway serves them, files, and pages from the renderer.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { createAuthorizer, JwtContext } from './authorizer.ts';
import { corsHeaders, preflightHeaders } from './cors.ts';
import type { ApiSpec, Deployment, RouteSpec } from '../deployment/deployment.ts';
import { createEdge } from './edge.ts';
import type { Outcome } from '../runtime/functions.ts';
import { httpAnswer, httpEvent, type HttpAnswer } from './http-event.ts';
import { addressOf, close, listen } from './http-server.ts';
import { createRouter, type Match } from './router.ts';
import { createSite, type FetchFile, type Site } from './site.ts';

/** What a client and a function said to each other, for suites that look at all of it. */
export interface Exchange {
  /** ISO 8601, by the local clock. */
  readonly at: string;
  readonly requestId: string;
  readonly useCase: string | undefined;
  readonly method: string;
  /** `/shop/v1/orders` */
  readonly path: string;
  /** `POST /v1/orders` */
  readonly route: string | undefined;
  readonly status: number;
  /** The `code` of a problem. */
  readonly problem: string | undefined;
  readonly ms: number;
}

export interface GatewayOptions {
  readonly port: number;
  readonly accountId: string;
  /** Who sends it may say which address it comes from. */
  readonly visitorKey: string;
  readonly authorize: ReturnType<typeof createAuthorizer>;
  readonly invoke: (functionName: string, event: unknown, requestId: string) => Promise<Outcome>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The local cloud's own pages: how to answer, or nothing for an address that is none of them. */
  readonly own: (path: string) => ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  /** The folder of what is built for browsers. */
  readonly built: string;
  readonly fetchFile: FetchFile;
  readonly onExchange?: (exchange: Exchange) => void;
  /** Keeps answers as the edge does. */
  readonly edge?: boolean;
}

export interface Gateway {
  readonly url: string;
  /** Replaces the routes. */
  deploy(deployment: Deployment): void;
  stop(): Promise<void>;
}

interface Api {
  readonly spec: ApiSpec;
  readonly route: (method: string, path: string) => Match<RouteSpec> | undefined;
}

/** Bytes of a body that API Gateway takes. */
const maxBody = 10 * 1024 * 1024;

/** Serves on loopback. Rejects when the port is taken. */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { accountId, visitorKey, authorize, invoke, now, own, built, fetchFile, onExchange } = options;
  const edge = options.edge ? createEdge(now) : undefined;
  let apis = new Map<string, Api>();
  let renderer: Api | undefined;
  let site: Site | undefined;
  let useCases = new Map<string, string>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const started = performance.now();
    const url = request.url!;
    const method = request.method!;
    const question = url.indexOf('?');
    const path = question < 0 ? url : url.slice(0, question);
    const slash = path.indexOf('/', 1);
    const named = apis.get(slash < 0 ? path.slice(1) : path.slice(1, slash));
    const answered = named ? undefined : own(path) ?? site?.file(path);
    if (answered) return answered(request, response);
    const api = named ?? renderer;
    if (!api) {
      return void response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"Not Found"}');
    }

    const requestId = randomUUID();
    const { spec } = api;
    let route: RouteSpec | undefined;

    const serve = async (): Promise<HttpAnswer> => {
      if (spec.cors && method === 'OPTIONS' && request.headers['access-control-request-method']) {
        return { status: 204, headers: preflightHeaders(spec.cors, request), body: '' };
      }
      let match: Match<RouteSpec> | undefined;
      try {
        match = api.route(method, !named ? path : slash < 0 ? '/' : path.slice(slash));
      } catch {
        return refusal(400, 'Bad Request');
      }
      if (!match) return refusal(404, 'Not Found');
      route = match.route;
      let jwt: JwtContext | undefined;
      if (route.authorizer) {
        const verdict = authorize(route.authorizer, route.scopes, request.headers.authorization);
        if ('refused' in verdict) {
          return refusal(verdict.refused, verdict.refused === 401 ? 'Unauthorized' : 'Forbidden', verdict.reason);
        }
        jwt = verdict;
      }
      const body = await readBody(request);
      if (!body) return refusal(413, 'Request Entity Too Large');
      const event = httpEvent({
        request,
        body,
        apiId: spec.id,
        accountId,
        routeKey: route.routeKey,
        path,
        query: question < 0 ? '' : url.slice(question + 1),
        pathParameters: match.pathParameters,
        jwt,
        visitorKey,
        requestId,
        now: now(),
      });
      const outcome = await invoke(route.functionName, event, requestId);
      return (outcome.ok ? httpAnswer(outcome.result) : undefined) ?? refusal(500, 'Internal Server Error');
    };

    const answer = await (edge ? edge(request, serve) : serve());
    const headers = spec.cors
      ? { ...answer.headers, ...corsHeaders(spec.cors, request.headers.origin) }
      : answer.headers;
    headers['apigw-requestid'] = requestId;
    if (answer.status !== 204 && answer.status !== 304) {
      headers['content-length'] = String(Buffer.byteLength(answer.body));
    }
    response.writeHead(answer.status, headers);
    response.end(method === 'HEAD' ? undefined : answer.body);
    onExchange?.({
      at: new Date(now()).toISOString(),
      requestId,
      useCase: route && useCases.get(route.functionName),
      method,
      path,
      route: route?.routeKey,
      status: answer.status,
      problem: problemOf(answer),
      ms: Math.round((performance.now() - started) * 10) / 10,
    });
  };

  const server = createServer({ keepAliveTimeout: 65_000, maxHeaderSize: 10_240 }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"Internal Server Error"}');
    });
  });
  await listen(server, options.port);

  return {
    url: addressOf(server),
    deploy: (deployment) => {
      useCases = new Map([...deployment.functions.values()].map(({ name, useCase }) => [name, useCase]));
      apis = new Map(
        deployment.apis.map((spec) => [
          spec.audience,
          { spec, route: createRouter(spec.routes.map((route) => [route.routeKey, route])) },
        ]),
      );
      renderer = apis.get('web');
      apis.delete('web');
      site = createSite(deployment.site, built, fetchFile);
    },
    stop: () => close(server),
  };
};

/** The whole body, or nothing when it is too large; what follows then is not kept. */
const readBody = (request: IncomingMessage): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    if (Number(request.headers['content-length'] ?? 0) > maxBody) {
      request.resume();
      resolve(undefined);
      return;
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBody) chunks.push(chunk);
    });
    request.on('end', () =>
      resolve(bytes > maxBody ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', reject);
  });

const refusal = (status: number, message: string, reason?: string): HttpAnswer => ({
  status,
  headers: {
    'content-type': 'application/json',
    ...(status === 401 && {
      'www-authenticate': reason === 'no token'
        ? 'Bearer'
        : `Bearer error="invalid_token" error_description="${reason}"`,
    }),
  },
  body: JSON.stringify({ message }),
});

const problemOf = ({ headers, body }: HttpAnswer): string | undefined =>
  headers['content-type'] === 'application/problem+json'
    ? (JSON.parse(body.toString()) as { code?: string }).code
    : undefined;
