import { describe, expect, it } from 'vitest';
import { createRouter } from '../../../local/gateway/router.ts';

const keys = [
  'GET /v1/orders',
  'GET /v1/orders/mine',
  'GET /v1/orders/{orderId}',
  'POST /v1/orders/{orderId}/cancel',
  'ANY /files/{proxy+}',
];

describe('router', () => {
  const find = createRouter(keys.map((key) => [key, key]));

  it.each([
    ['GET', '/v1/orders', 'GET /v1/orders', undefined],
    ['GET', '/v1/orders/mine', 'GET /v1/orders/mine', undefined],
    ['GET', '/v1/orders/ord_1', 'GET /v1/orders/{orderId}', { orderId: 'ord_1' }],
    ['GET', '/v1/orders/a%2Fb%20c', 'GET /v1/orders/{orderId}', { orderId: 'a/b c' }],
    ['POST', '/v1/orders/mine/cancel', 'POST /v1/orders/{orderId}/cancel', { orderId: 'mine' }],
    ['DELETE', '/files/a/b', 'ANY /files/{proxy+}', { proxy: 'a/b' }],
  ])('%s %s leads to %s', (method, path, route, pathParameters) => {
    expect(find(method, path)).toEqual({ route, pathParameters });
  });

  it.each([
    ['POST', '/v1/orders'],
    ['GET', '/v1/orders/'],
    ['GET', '/v1'],
    ['GET', '/'],
    ['GET', '/files'],
    ['GET', '/v1/orders/a/b'],
  ])('%s %s leads nowhere', (method, path) => {
    expect(find(method, path)).toBeUndefined();
  });

  it('takes what no route takes to $default', () => {
    expect(createRouter([['$default', 'all']])('GET', '/x')).toEqual({ route: 'all', pathParameters: undefined });
  });
});
