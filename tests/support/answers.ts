/** Pages that are given other answers than the API's: nothing in its lists, one row, very long words. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Route } from 'playwright-core';
import { inject } from 'vitest';
import { projectRoot } from '../../infra/declarations.ts';
import type { PageAnswer, PageRequest, Said } from '../../shared/kernel/doors/renderer.ts';
import type { Locale } from '../../shared/kernel/values/text.ts';
import { visitor, type Visitor } from './browser.ts';
import type { Size } from './chromium.ts';
import { address } from './people.ts';

type Change = (answer: unknown) => unknown;

/** What there cannot be none of. */
const never = new Set(['skus', 'lines', 'timeline', 'fields', 'categories']);
const lists = (answer: unknown, change: (list: readonly unknown[]) => readonly unknown[]): unknown =>
  Object.fromEntries(
    Object.entries(answer as object).map(([name, value]: [string, unknown]) => [
      name,
      Array.isArray(value) && !never.has(name) ? change(value) : value,
    ]),
  );

const wordy = new Set([
  ...[
    'title',
    'name',
    'description',
    'text',
    'intro',
    'subject',
    'note',
    'comment',
    'reason',
    'street',
    'city',
    'detail',
  ],
  ...['lead', 'summary', 'holder'],
]);
/** A word in which no browser finds a place to break. */
const longWord = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(2);
const lengthened = (value: unknown, isWordy = false): unknown => {
  if (typeof value === 'string') return isWordy ? longWord : value;
  if (Array.isArray(value)) return value.map((one) => lengthened(one, isWordy));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      lengthened(one, wordy.has(name) || (isWordy && (name === 'zh' || name === 'en'))),
    ]),
  );
};

export const changes = {
  'no data': (answer) => lists(answer, () => []),
  'one row': (answer) => lists(answer, (list) => list.slice(0, 1)),
  'very long words': (answer) => lengthened(answer),
} as const satisfies Record<string, Change>;

/** A visitor to whom the API's answers come changed, those that pages are rendered from among them. */
export const visitorTold = async (
  browser: Browser,
  going: { readonly locale: Locale; readonly size: Size },
  change: Change,
): Promise<Visitor> => {
  const on = await visitor(browser, going);
  const render = await renderer(change);
  await on.context.route(/\/(shop|merchant|operator)\/v1\//, async (route) => {
    const request = route.request();
    // Who is signed in stays who they are.
    if (request.method() !== 'GET' || /\/profile$/.test(request.url())) return route.continue();
    const response = await route.fetch();
    if (!response.ok() || response.status() === 204) return route.fulfill({ response });
    return route.fulfill({ response, json: change(await response.json()) });
  });
  await on.context.route(/:\d+\/(zh|en)(\/|\?|$)/, async (route: Route) => {
    const url = new URL(route.request().url());
    const { status, headers, body } = await render({
      path: decodeURI(url.pathname),
      query: Object.fromEntries(url.searchParams),
      acceptLanguage: undefined,
    });
    return route.fulfill({ status, headers, body });
  });
  return on;
};

type Rendering = (request: Omit<PageRequest, 'ask'>) => Promise<PageAnswer>;

/** The renderer in this process, before the API of the cloud under test. */
const renderer = async (change: Change): Promise<Rendering> => {
  const { api } = inject('cloud');
  const web = (name: string): string => pathToFileURL(join(projectRoot, 'web/storefront', name)).href;
  // By their addresses: markup has types of its own, which tests do without.
  const [{ pages }, { renderSite }] = await Promise.all([import(web('pages.ts')), import(web('render.tsx'))]) as [
    { pages: unknown },
    { renderSite: (site: object) => (request: PageRequest) => Promise<PageAnswer> },
  ];
  const home = await (await fetch(`${api}/en`)).text();
  const [assets] = /\/assets\/[^/"]+/.exec(home)!;
  const render = renderSite({ pages, assets: () => assets, origin: () => api, uploads: () => api });
  const ask: PageRequest['ask'] = async ({ contract }, input, locale): Promise<Said> => {
    const known = Object.entries(input).filter(([name]) => name in contract.input.shape);
    const question = new URLSearchParams(known);
    const path = contract.route.split(' ')[1]!.replace(/\{(\w+)\}/g, (_, name: string) => {
      question.delete(name);
      return encodeURIComponent(input[name]!);
    });
    const answer = await fetch(`${api}/shop${path}?${question}`, {
      headers: { ...address(), 'accept-language': locale },
    });
    const said: unknown = await answer.json();
    return answer.ok ? { answer: change(said) } : { problem: said as never };
  };
  return (request) => render({ ...request, ask });
};
