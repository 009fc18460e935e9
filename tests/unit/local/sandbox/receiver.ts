import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';

export const secret = 'whsec_test';

/** An answer or a notice as it came; what is in it is for the test to expect. */
export type Json = Record<string, unknown>;

export type Heard = { path: string; body: Json; signedAt: number };

/** The platform's end of the webhooks: keeps what it heard and checks each signature by itself. */
export const startReceiver = async () => {
  const heard: Heard[] = [];
  const forged: string[] = [];
  let refusals = 0;
  let thinkingMs = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const [, t, v1] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request.headers['jishi-sandbox-signature'])) ?? [];
      if (v1 !== createHmac('sha256', secret).update(`${t}.${text}`).digest('hex')) forged.push(text);
      if (refusals > 0) {
        refusals -= 1;
        response.writeHead(503).end();
        return;
      }
      setTimeout(() => {
        heard.push({ path: request.url ?? '', body: JSON.parse(text) as Json, signedAt: Number(t) });
        response.writeHead(204).end();
      }, thinkingMs);
      thinkingMs = 0;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    forged,
    /** Answers the next `count` notices with 503. */
    refuse: (count: number) => {
      refusals = count;
    },
    /** Takes this long, in milliseconds, for the next notice. */
    think: (ms: number) => {
      thinkingMs = ms;
    },
    types: () => heard.map(({ body }) => body['type']),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** A small JSON client of a sandbox program. */
export const clientOf = (url: string) => {
  const send = async (method: string, path: string, body?: unknown, key?: string) => {
    const response = await fetch(url + path, {
      method,
      headers: { 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type') === 'application/json';
    return { status: response.status, text, json: (isJson ? JSON.parse(text) : {}) as Json };
  };
  return {
    get: (path: string) => send('GET', path),
    post: (path: string, body: unknown = {}, key?: string) => send('POST', path, body, key),
    delete: (path: string) => send('DELETE', path),
    fault: (fault: Json) => send('POST', '/control/faults', fault),
    moveClock: (offsetMs: number) => send('POST', '/control/clock', { offsetMs }),
    /** Waits until the program has told everything that it has to tell. */
    quiet: () =>
      vi.waitFor(
        async () => {
          const { json } = await send('GET', '/control/webhooks');
          if (json['pending'] !== 0) throw new Error(`still to tell: ${JSON.stringify(json)}`);
        },
        { timeout: 5_000, interval: 5 },
      ),
  };
};

export type Client = ReturnType<typeof clientOf>;
