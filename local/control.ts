/** The local cloud's own door: moves its clock, makes an admin, waits for quiet, shows what happened. */
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import type { Cloud } from './cloud.ts';
import { addressOf, close, listen } from './gateway/http-server.ts';

export interface Control {
  readonly url: string;
  stop(): Promise<void>;
}

type Controlled = Omit<Cloud, 'stop'>;
interface Call {
  readonly body: unknown;
  readonly query: URLSearchParams;
  /** What follows the route's own path, without the slash. */
  readonly rest: string;
}

const ClockMove = z.union([
  z.strictObject({ advanceMs: z.int() }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
]);
const NewAdmin = z.strictObject({ login: z.string().min(1), password: z.string().min(1).optional() });
const Redrive = z.strictObject({ queue: z.string().optional() });

/** What the control endpoint answers, by method and path; a path that ends in `/` takes what follows. */
const routes = (cloud: Controlled): Record<string, (call: Call) => unknown> => ({
  'GET /clock': () => ({ now: new Date(cloud.now()).toISOString(), offsetMs: cloud.now() - Date.now() }),
  'POST /clock': async ({ body }) => {
    const move = ClockMove.parse(body);
    const quiet = await cloud.moveClock('to' in move ? Date.parse(move.to) - cloud.now() : move.advanceMs);
    return { now: new Date(cloud.now()).toISOString(), quiet };
  },
  'GET /visitor-key': () => ({ key: cloud.visitorKey }),
  'GET /quiet': async ({ query }) => ({ quiet: await cloud.quiet(Number(query.get('timeout') ?? 10_000)) }),
  'POST /admin': async ({ body }) => {
    const { login, password } = NewAdmin.parse(body);
    await cloud.makeAdmin(login, password);
    return { admin: login };
  },
  'POST /invoke/': ({ rest, body }) => cloud.invoke(rest, body),
  'POST /schedules/': async ({ rest }) => ({ fired: await cloud.runSchedule(rest.replace(/\/run$/, '')) }),
  'GET /schedules': () => cloud.schedules(),
  'GET /dead-letters': () => cloud.deadLetters.list(),
  'POST /dead-letters/redrive': async ({ body }) => ({
    redriven: await cloud.deadLetters.redrive(Redrive.parse(body).queue),
  }),
  'GET /inbox': ({ query }) => cloud.services.inbox.list(Object.fromEntries(query)),
  'DELETE /inbox': () => {
    cloud.services.inbox.clear();
    return {};
  },
  'POST /push-subscriptions': () => cloud.services.push.subscribe(),
  'DELETE /push-subscriptions': ({ query }) => {
    cloud.services.push.unsubscribe(query.get('endpoint') ?? '');
    return {};
  },
  'GET /metrics': () => cloud.metrics(),
  'DELETE /metrics': () => {
    cloud.services.counters.reset();
    return {};
  },
  'GET /status': () => cloud.status(),
});

/** Serves on loopback. Rejects when the port is taken. */
export const startControl = async (port: number, cloud: Controlled): Promise<Control> => {
  const table = Object.entries(routes(cloud)).map(([route, answer]) => {
    const [method, path] = route.split(' ') as [string, string];
    return { method, path, answer };
  });

  const handle = async (request: IncomingMessage): Promise<{ status: number; json: unknown }> => {
    const { pathname, searchParams } = new URL(request.url!, 'http://control');
    const found = table.find(
      ({ method, path }) =>
        method === request.method && (path.endsWith('/') ? pathname.startsWith(path) : pathname === path),
    );
    if (!found) {
      return {
        status: 404,
        json: {
          error: `There is no ${request.method} ${pathname}`,
          routes: table.map(({ method, path }) => `${method} ${path}`),
        },
      };
    }
    try {
      const body = await text(request);
      const json = await found.answer({
        body: body === '' ? {} : (JSON.parse(body) as unknown),
        query: searchParams,
        rest: pathname.slice(found.path.length),
      });
      return { status: 200, json };
    } catch (error) {
      return {
        status: 400,
        json: { error: error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message },
      };
    }
  };

  const server = createServer((request, response) => {
    void handle(request).then(({ status, json }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json ?? null));
    });
  });
  await listen(server, port);
  return { url: addressOf(server), stop: () => close(server) };
};
