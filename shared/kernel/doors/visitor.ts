import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { operation } from './access.ts';
import { setting } from '../env.ts';

type Event = Pick<APIGatewayProxyEventV2, 'headers' | 'requestContext'>;

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * The address that a request comes from. Through the edge, API Gateway sees the edge's own: there the visitor's comes in a
 * header, beside the token by which the edge is known. From anybody else that header says nothing.
 */
export const addressOf = operation(
  'visitor.address',
  [{ on: 'settings', names: ['EDGE_TOKEN'] }],
  ({ headers, requestContext: { http: { sourceIp } } }: Event): string => {
    const { 'x-from-edge': token, 'x-visitor-address': visitor } = headers;
    if (!token || !visitor) return sourceIp;
    return timingSafeEqual(hashed(token), hashed(setting('EDGE_TOKEN'))) ? visitor : sourceIp;
  },
);
