import { describe, expect, it } from 'vitest';
import { bucketCors } from '../../../../local/services/bucket/bucket-cors.ts';

const rule = { AllowedOrigins: ['https://shop.example'], AllowedMethods: ['POST'], AllowedHeaders: ['*'], MaxAge: 60 };
const asked = (method: string, origin?: string, wanted?: string) => ({
  method,
  headers: { ...(origin && { origin }), ...(wanted && { 'access-control-request-method': wanted }) },
});

describe('a bucket', () => {
  it('answers the pages that its template names, before they send and when they have', () => {
    expect(bucketCors([rule], asked('OPTIONS', 'https://shop.example', 'POST'))).toEqual({
      'access-control-allow-origin': 'https://shop.example',
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': '*',
      'access-control-max-age': '60',
    });
    expect(bucketCors([rule], asked('POST', 'https://shop.example'))).toEqual({
      'access-control-allow-origin': 'https://shop.example',
    });
    expect(bucketCors([{ ...rule, AllowedOrigins: ['*'] }], asked('POST', 'https://any.example'))).toEqual({
      'access-control-allow-origin': '*',
    });
  });

  it.each([
    ['a page of another host', asked('POST', 'https://elsewhere.example')],
    ['another method', asked('GET', 'https://shop.example')],
    ['a preflight that names no method', asked('OPTIONS', 'https://shop.example')],
    ['what is no page', asked('POST')],
  ])('does not answer %s', (_, request) => {
    expect(bucketCors([rule], request)).toBeUndefined();
  });
});
