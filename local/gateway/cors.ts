/** The CORS headers that an HTTP API adds by its configuration. */
import type { IncomingMessage } from 'node:http';
import type { CorsSpec } from '../deployment/deployment.ts';

/** Headers of the answer to a preflight request; none where the origin may not call. */
export const preflightHeaders = (cors: CorsSpec, request: IncomingMessage): Record<string, string> => {
  const allowed = corsHeaders(cors, request.headers.origin);
  if (!allowed['access-control-allow-origin']) return {};
  return {
    ...allowed,
    ...(cors.AllowMethods && { 'access-control-allow-methods': cors.AllowMethods.join(',') }),
    ...(cors.AllowHeaders && { 'access-control-allow-headers': cors.AllowHeaders.join(',') }),
    ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
  };
};

/** Headers of any other answer. */
export const corsHeaders = (cors: CorsSpec, origin: string | undefined): Record<string, string> => {
  if (origin === undefined || !cors.AllowOrigins?.some((allowed) => allowed === '*' || allowed === origin)) return {};
  return {
    'access-control-allow-origin': cors.AllowOrigins.includes('*') ? '*' : origin,
    ...(cors.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...(cors.ExposeHeaders && { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
  };
};
