import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDeployment } from '../../../local/deployment/deployment.ts';
import { startGateway, type Exchange, type Gateway } from '../../../local/gateway/gateway.ts';
import type { Outcome } from '../../../local/runtime/functions.ts';
import { resolveStacks } from '../../../local/deployment/template.ts';
import { foundation, ordering, place } from './fixtures/stacks.ts';

describe('gateway', () => {
  let gateway: Gateway;
  let outcome: Outcome = {
    ok: true,
    result: { statusCode: 201, body: '{"ok":true}', headers: { 'content-type': 'application/json' } },
  };
  let refused = false;
  const exchanges: Exchange[] = [];
  const invoked: { functionName: string; event: Record<string, unknown> }[] = [];
  const order = (init: RequestInit = {}): Promise<Response> =>
    fetch(`${gateway.url}/shop/v1/orders`, { method: 'POST', body: '{}', ...init });

  beforeAll(async () => {
    gateway = await startGateway({
      port: 0,
      accountId: '000000000000',
      visitorKey: 'key',
      now: () => Date.UTC(2026, 10, 22),
      authorize: () =>
        refused ? { refused: 401, reason: 'the token has expired' } : { claims: { sub: 's1' }, scopes: null },
      invoke: async (functionName, event) => {
        invoked.push({ functionName, event: event as Record<string, unknown> });
        return outcome;
      },
      own: (path) => path === '/local' ? (_, response) => response.writeHead(200).end('a page') : undefined,
      built: '/nowhere',
      fetchFile: async () => new Response(null, { status: 404 }),
      onExchange: (exchange) => exchanges.push(exchange),
    });
    gateway.deploy(
      readDeployment(
        resolveStacks([foundation, ordering], place, (_, name) => name),
        place,
      ),
    );
  });
  afterAll(() => gateway.stop());

  it('takes a request to the function of its route, and answers with the result', async () => {
    const response = await order({ body: '{"a":1}', headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ ok: true });
    const { functionName, event } = invoked.at(-1)!;
    expect(functionName).toBe('shop-place-order');
    expect(event).toMatchObject({ routeKey: 'POST /v1/orders', rawPath: '/shop/v1/orders', body: '{"a":1}' });
    expect(response.headers.get('apigw-requestid')).toBe((event.requestContext as { requestId: string }).requestId);
    expect(exchanges.at(-1)).toMatchObject({
      useCase: 'ordering/place-order',
      route: 'POST /v1/orders',
      status: 201,
      at: '2026-11-22T00:00:00.000Z',
    });
  });

  it('writes the code of a problem into the record', async () => {
    outcome = {
      ok: true,
      result: { statusCode: 409, body: '{"code":"conflict"}', headers: { 'content-type': 'application/problem+json' } },
    };
    expect((await order()).status).toBe(409);
    expect(exchanges.at(-1)).toMatchObject({ status: 409, problem: 'conflict' });
  });

  it('refuses without asking the function when the authorizer does', async () => {
    refused = true;
    const before = invoked.length;
    const response = await order();
    refused = false;
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ message: 'Unauthorized' });
    expect(response.headers.get('www-authenticate')).toContain('the token has expired');
    expect(invoked).toHaveLength(before);
  });

  it.each([
    ['GET', '/shop/v1/orders'],
    ['POST', '/shop/v2/orders'],
    ['GET', '/shop'],
  ])('knows no %s %s', async (method, path) => {
    const response = await fetch(gateway.url + path, { method });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: 'Not Found' });
  });

  it('refuses a body of more than 10 MB', async () => {
    const response = await order({ body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ message: 'Request Entity Too Large' });
  });

  it('answers 500 for an invocation that failed, and for a result that it cannot read', async () => {
    outcome = { ok: false, error: { errorType: 'Error', errorMessage: 'secret', trace: [] } };
    const failed = await order();
    expect([failed.status, await failed.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    outcome = { ok: true, result: { statusCode: 'none' } };
    expect((await order()).status).toBe(500);
  });

  it('answers a preflight request by itself, for the origins that may call', async () => {
    const preflight = (origin: string) =>
      order({ method: 'OPTIONS', body: null, headers: { origin, 'access-control-request-method': 'POST' } });
    expect((await preflight('https://shop.example')).headers.get('access-control-allow-origin')).toBe(
      'https://shop.example',
    );
    expect((await preflight('https://other.example')).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('leaves what belongs to no API to the pages', async () => {
    expect(await (await fetch(`${gateway.url}/local`)).text()).toBe('a page');
  });
});
