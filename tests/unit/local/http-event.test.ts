import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { httpAnswer, httpEvent, type HttpEventInput } from '../../../local/gateway/http-event.ts';

const request = (headers: Record<string, string | string[]>, method = 'POST'): IncomingMessage =>
  ({ method, headers, httpVersion: '1.1', socket: { remoteAddress: '10.0.0.1' } }) as unknown as IncomingMessage;
const event = (given: Partial<HttpEventInput>): Record<string, unknown> =>
  httpEvent({
    request: request({ host: 'localhost:4000' }),
    body: Buffer.alloc(0),
    apiId: 'api1',
    accountId: '000000000000',
    routeKey: 'POST /v1/orders/{orderId}',
    path: '/shop/v1/orders/o1',
    query: '',
    pathParameters: undefined,
    jwt: undefined,
    visitorKey: 'key',
    requestId: 'r1',
    now: Date.UTC(2026, 2, 5, 9, 3, 58, 123),
    ...given,
  }) as Record<string, unknown>;

describe('http-event', () => {
  it('is what API Gateway sends in payload format 2.0', () => {
    expect(
      event({
        request: request({
          host: 'localhost:4000',
          'content-type': 'application/json',
          'user-agent': 'test',
          cookie: 'a=1; b=2',
          'x-twice': ['1', '2'],
        }),
        body: Buffer.from('{"a":1}'),
        path: '/shop/v1/orders/a%20b',
        query: 'tag=x&tag=y&q=a+b%26c&empty=',
        pathParameters: { orderId: 'a b' },
        jwt: { claims: { sub: 's1', 'cognito:groups': '[buyer admin]' }, scopes: null },
      }),
    ).toEqual({
      version: '2.0',
      routeKey: 'POST /v1/orders/{orderId}',
      rawPath: '/shop/v1/orders/a b',
      rawQueryString: 'tag=x&tag=y&q=a+b%26c&empty=',
      cookies: ['a=1', 'b=2'],
      headers: {
        host: 'localhost:4000',
        'content-type': 'application/json',
        'user-agent': 'test',
        'x-twice': '1,2',
        'x-forwarded-for': '10.0.0.1',
        'x-forwarded-proto': 'http',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-/),
      },
      queryStringParameters: { tag: 'x,y', q: 'a b&c', empty: '' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'api1',
        authorizer: { jwt: { claims: { sub: 's1', 'cognito:groups': '[buyer admin]' }, scopes: null } },
        domainName: 'localhost:4000',
        domainPrefix: 'localhost:4000',
        http: {
          method: 'POST',
          path: '/shop/v1/orders/a b',
          protocol: 'HTTP/1.1',
          sourceIp: '10.0.0.1',
          userAgent: 'test',
        },
        requestId: 'r1',
        routeKey: 'POST /v1/orders/{orderId}',
        stage: '$default',
        time: '05/Mar/2026:09:03:58 +0000',
        timeEpoch: 1772701438123,
      },
      pathParameters: { orderId: 'a b' },
      body: '{"a":1}',
      isBase64Encoded: false,
    });
  });

  it.each([
    ['with its key', { 'x-visitor-key': 'key' }, '198.18.0.1'],
    ['with another', { 'x-visitor-key': 'another' }, '10.0.0.1'],
    ['without one', {}, '10.0.0.1'],
  ])('takes the address that a visitor says it comes from %s or not, and hands no key on', (_, key, sourceIp) => {
    const made = event({ request: request({ host: 'localhost:4000', 'x-forwarded-for': '198.18.0.1', ...key }) });
    expect(made).toMatchObject({ requestContext: { http: { sourceIp } }, headers: { 'x-forwarded-for': sourceIp } });
    expect(made.headers).not.toHaveProperty('x-visitor-key');
  });

  it('leaves out what the request does not have', () => {
    const plain = event({});
    for (const absent of ['body', 'cookies', 'queryStringParameters', 'pathParameters']) {
      expect(plain).not.toHaveProperty(absent);
    }
    expect(plain.requestContext).not.toHaveProperty('authorizer');
  });

  it.each([
    ['application/json; charset=utf-8', false],
    ['text/csv', false],
    ['application/problem+json', false],
    ['application/xml', false],
    ['image/png', true],
    ['application/x-www-form-urlencoded', true],
    ['multipart/form-data; boundary=x', true],
  ])('a body of %s is base64: %s', (type, base64) => {
    const made = event({ request: request({ 'content-type': type }), body: Buffer.from('äb') });
    expect(made.isBase64Encoded).toBe(base64);
    expect(made.body).toBe(base64 ? Buffer.from('äb').toString('base64') : 'äb');
  });
});

describe('http-answer', () => {
  it('takes status, headers, cookies and body from the result', () => {
    expect(
      httpAnswer({
        statusCode: 201,
        headers: { 'Content-Type': 'application/json', 'X-Count': 3 },
        cookies: ['a=1'],
        body: '{}',
      }),
    ).toEqual({
      status: 201,
      headers: { 'content-type': 'application/json', 'x-count': '3', 'set-cookie': ['a=1'] },
      body: '{}',
    });
  });

  it('decodes a binary body', () => {
    expect(
      httpAnswer({ statusCode: 200, body: Buffer.from([1, 2]).toString('base64'), isBase64Encoded: true })?.body,
    ).toEqual(Buffer.from([1, 2]));
  });

  it('answers a result without a status as JSON', () => {
    expect(httpAnswer({ a: 1 })).toEqual({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
  });

  it.each([[{ statusCode: 'x' }], [{ statusCode: 999 }], [{ statusCode: 200, body: { a: 1 } }]])(
    'makes nothing of %j',
    (result) => {
      expect(httpAnswer(result)).toBeUndefined();
    },
  );
});
