/**
 * The distribution of the templates on one machine: which of what is public lies where, and what its edge functions make of
 * a request. The APIs are served by the gateway itself.
 */
import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import { createContext, runInContext } from 'node:vm';
import { createGzip } from 'node:zlib';
import type { BehaviourSpec, SiteSpec } from '../deployment/deployment.ts';

/** A file that an origin holds, or the range of it that a request asks for. */
export type FetchFile = (bucket: string, key: string, range?: string) => Promise<Response>;

export interface Site {
  /** Answers a request for a file; `undefined` when it is one for the renderer. */
  file(path: string): ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
}

interface Behaviour extends BehaviourSpec {
  readonly matches: (path: string) => boolean;
  readonly rewritten: (path: string) => string;
}

/**
 * @param built the folder of what is built for browsers: it goes before what lies in the bucket
 * @param fetchFile asks S3
 */
export const createSite = ({ behaviours }: SiteSpec, built: string, fetchFile: FetchFile): Site => {
  const known: Behaviour[] = behaviours.map((one) => ({
    ...one,
    matches: matcherOf(one.pathPattern),
    rewritten: one.edgeFunction === undefined ? (path) => path : rewriter(one.edgeFunction),
  }));
  return {
    file: (path) => {
      const { bucket, rewritten, headers, compress } = known.find(({ matches }) => matches(path)) ?? {};
      if (!bucket || !rewritten) return undefined;
      const key = normalize(decodeURIComponent(rewritten(path))).replace(/^\/+/, '');
      return (request, response) => {
        const stored = (): void =>
          void fetchFile(bucket, key, request.headers.range).then((found) => {
            if (!found.ok || !found.body) return missing(response);
            response.writeHead(found.status, {
              ...headers,
              ...ofRanges(found.headers),
              'content-type': found.headers.get('content-type') ?? typeOf(key),
              'cache-control': found.headers.get('cache-control') ?? 'no-cache',
            });
            Readable.fromWeb(found.body as never).pipe(response);
          }, () => missing(response));
        const type = typeOf(key);
        // As CloudFront does it, so that pages take as long here; it would choose Brotli of the two.
        const small = compress && compressed.test(type) && /\bgzip\b/.test(String(request.headers['accept-encoding']));
        const file = createReadStream(join(built, key)).once('error', stored).once('open', () => {
          // What is built anew keeps its name here: a browser must ask each time.
          response.writeHead(200, {
            ...headers,
            'content-type': type,
            'cache-control': 'no-cache',
            'vary': 'accept-encoding',
            ...(small && { 'content-encoding': 'gzip' }),
          });
          (small ? file.pipe(createGzip()) : file).pipe(response);
        });
      };
    },
  };
};

/** What a player goes by to begin in the middle of a film. */
const ofRanges = (found: Headers): Record<string, string> =>
  Object.fromEntries(
    ['accept-ranges', 'content-length', 'content-range'].flatMap((name) => {
      const value = found.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );

const missing = (response: ServerResponse): void =>
  void response.writeHead(404, { 'content-type': 'text/plain' }).end('Not Found');

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mp4': 'video/mp4',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.xml': 'application/xml',
};
const compressed = /^text|^image\/svg|json|xml/;
const typeOf = (key: string): string => types[extname(key)] ?? 'application/octet-stream';

/** CloudFront's patterns: `*` for any characters, `?` for one. */
const matcherOf = (pattern: string): (path: string) => boolean => {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  const form = new RegExp(`^${source}$`);
  return (path) => form.test(path);
};

/** The path that a function of the edge makes of one. */
const rewriter = (code: string): (path: string) => string => {
  const context = createContext({});
  runInContext(code, context);
  const handler = runInContext('handler', context) as (event: object) => { readonly uri: string };
  return (uri) => handler({ viewer: { ip: '127.0.0.1' }, request: { uri, headers: {} } }).uri;
};
