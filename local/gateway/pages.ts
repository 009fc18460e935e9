/** The pages of the local cloud: where everything is, the API reference and the inbox. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Audience } from '../../shared/kernel/doors/contract.ts';
import type { Inbox } from '../services/types.ts';
import type { StatusRow } from '../status.ts';

export interface PagesOptions {
  readonly inbox: Inbox;
  readonly status: () => readonly StatusRow[];
}

const descriptions = fileURLToPath(new URL('../../docs/openapi', import.meta.url));
const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.html': 'text/html',
};

/** How to answer at an address of theirs; nothing for any other. */
export const createPages = (options: PagesOptions) => (path: string): Answer | undefined =>
  /^\/(local|inbox|docs)(\/|$)/.test(path) ? answerWith(options) : undefined;

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const answerWith = ({ inbox, status }: PagesOptions): Answer => async (request, response) => {
  const { pathname, searchParams } = new URL(request.url!, 'http://pages');
  if (request.method !== 'GET') return send(response, 404, 'application/json', '{"message":"Not Found"}');
  switch (pathname) {
    case '/local':
      return html(response, startPage(status()));
    case '/inbox':
      return html(response, inbox.page(Object.fromEntries(searchParams)));
    case '/docs':
      return html(response, referencePage);
    default:
      if (pathname.startsWith('/docs/openapi/')) {
        return reference(response, basename(pathname), `http://${request.headers.host}`);
      }
      return pathname.startsWith('/docs/assets/')
        ? asset(response, join(viewer, basename(pathname)))
        : send(response, 404, 'application/json', '{"message":"Not Found"}');
  }
};

/** The API's description for an audience, with this cloud as the server. */
const reference = async (response: ServerResponse, name: string, origin: string): Promise<void> => {
  const description = await readFile(join(descriptions, name), 'utf8').catch(() => undefined);
  if (!description) {
    return send(response, 404, 'application/json', `{"message":"There is no docs/openapi/${name}"}`);
  }
  send(
    response,
    200,
    'application/json',
    JSON.stringify({ ...(JSON.parse(description) as object), servers: [{ url: origin }] }),
  );
};

const asset = (response: ServerResponse, file: string): void => {
  createReadStream(file)
    .once('open', () =>
      response.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'cache-control': 'max-age=3600',
      }))
    .once('error', () => send(response, 404, 'application/json', '{"message":"Not Found"}'))
    .pipe(response);
};

const html = (response: ServerResponse, page: string): void => send(response, 200, 'text/html; charset=utf-8', page);

const send = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
};

const tableRow = ({ what, where, note }: StatusRow): string => {
  const address = where.startsWith('http') ? `<a href="${where}">${where}</a>` : where;
  return `<tr><td>${what}</td><td>${address}</td><td>${note}</td></tr>`;
};

const startPage = (rows: readonly StatusRow[]): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Jishi 集市</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; margin: 3rem auto; max-width: 52rem; padding: 0 1rem; color: #1d2733 }
  table { border-collapse: collapse; width: 100% }
  td, th { text-align: left; padding: .5rem .75rem; border-bottom: 1px solid #e3e8ee; vertical-align: top }
  td:last-child { color: #5b6b7c }
  a { color: #0b5cad }
</style>
<h1>Jishi 集市</h1>
<table>
<tr><th>What</th><th>Where</th><th></th></tr>
${rows.map(tableRow).join('\n')}
</table>
</html>
`;

const referencePage = `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Jishi API</title>
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
<div id="reference"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/assets/swagger-ui-standalone-preset.js"></script>
<script>
  SwaggerUIBundle({
    urls: ${JSON.stringify(Audience.options.map((name) => ({ name, url: `/docs/openapi/${name}.json` })))},
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset], layout: 'StandaloneLayout',
    dom_id: '#reference', deepLinking: true, persistAuthorization: true, docExpansion: 'none'
  })
</script>
</html>
`;
