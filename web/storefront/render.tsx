/** From an address to a page: finds it, asks for what it shows, and writes the document. */
import { render as toHtml } from 'preact-render-to-string';
import type { PageAnswer, PageRequest, Shown } from '../../shared/kernel/doors/renderer.ts';
import type { ProblemBody } from '../../shared/kernel/problems.ts';
import { preferred } from '../../shared/kernel/values/preferred.ts';
import { Locale } from '../../shared/kernel/values/text.ts';
import * as tree from '../../functions/catalogue/categories/show-category-tree.ts';
import { Document } from './document.tsx';
import type { Answers, At, NamedPage, Page } from './page.ts';
import { matcherOf } from './paths.ts';
import { refused } from './refused.tsx';
import { robotsOf } from './robots.ts';
import { Shell } from './parts/shell.tsx';
import { ShopContext, shopOf } from './shop.ts';
import * as en from './words/en.ts';
import * as zh from './words/zh.ts';
import type { Words } from './words/words.ts';

export interface Site {
  readonly pages: readonly NamedPage[];
  /** Where scripts and styles are: `/assets/3f2a9c01`. */
  readonly assets: () => string;
  /** `https://shop.example`: canonical addresses begin with it. */
  readonly origin: () => string;
  /** Where the files of buyers are sent: a bucket. */
  readonly uploads: () => string;
}

/** What every page shows around its own. */
export const frame = { tree };

/** Every endpoint that some page shows. */
export const shownBy = (pages: readonly Page[]): Shown[] => [
  ...new Set([
    ...Object.values(frame),
    ...pages.flatMap(({ spec }) => [spec.shows, spec.later]).flatMap((one) => Object.values(one ?? {})),
  ]),
];

const words: Readonly<Record<Locale, Words>> = { en, zh };

/** Renders any address of the shop. A page that is not there, or is refused what it shows, is a page as well. */
export const renderSite = ({ pages, assets, origin, uploads }: Site) => {
  const atOf = (locale: Locale, params: At['params'], query: At['query']): At => ({
    locale,
    params,
    query,
    w: words[locale],
    url: (below) => encodeURI(`${origin()}/${locale}${below === '/' ? '' : below}`),
  });
  const routes = pages.map((page) => ({ page, match: matcherOf(page.spec.path) }));

  return async ({ path, query, acceptLanguage, ask }: PageRequest): Promise<PageAnswer> => {
    if (path === '/robots.txt') return robots(origin());
    // What is around a page may be on it as well.
    const asked = new Map<Shown, ReturnType<typeof ask>>();
    const once: typeof ask = (shown, input, locale) => {
      const known = asked.get(shown) ?? ask(shown, { ...input, locale }, locale);
      asked.set(shown, known);
      return known;
    };
    const [, first = '', ...rest] = path.split('/');
    const language = Locale.safeParse(first);
    if (!language.success) {
      // An address without a language, as mails and the payment provider have it, is led to the reader's.
      const locale = preferred(acceptLanguage);
      if (!routes.some(({ match }) => match(path))) return show(locale, path, undefined, missing);
      return moved(302, `/${locale}${path === '/' ? '' : path}${queryOf(query)}`, { vary: 'accept-language' });
    }
    const locale = language.data;
    const below = `/${rest.join('/')}`;
    if (rest.at(-1) === '' && rest.length > 0) {
      return moved(301, `/${locale}${below.replace(/\/+$/, '')}${queryOf(query)}`);
    }
    for (const { page, match } of routes) {
      const params = match(below);
      if (params) return open(page, atOf(locale, params, query), below);
    }
    return show(locale, below, undefined, missing);

    async function open(page: NamedPage, at: At, below: string): Promise<PageAnswer> {
      const { shows = {}, later = {}, address } = page.spec;
      const input = { ...query, ...at.params };
      const all = await Promise.all([
        // What is around the page travels with what is on it.
        ...Object.values(frame).map(async (shown) => ['', await once(shown, input, locale), false] as const),
        ...Object.entries(shows).map(async ([name, shown]) => [name, await once(shown, input, locale), true] as const),
        ...Object.entries(later).map(async ([name, shown]) => [name, await once(shown, input, locale), false] as const),
      ]);
      const answers: Record<string, unknown> = {};
      for (const [name, said, needed] of all) {
        if ('answer' in said) answers[name] = said.answer;
        else if (needed) return show(locale, below, undefined, said.problem);
      }
      const canonical = address ? address(answers as never, at) : below;
      if (canonical === undefined) return show(locale, below, undefined, missing);
      if (canonical !== below) return moved(301, `/${locale}${canonical}${queryOf(query)}`);
      return show(locale, below, { page, at, answers });
    }

    async function show(
      locale: Locale,
      below: string,
      found: { page: NamedPage; at: At; answers: Record<string, unknown> } | undefined,
      problem?: Pick<ProblemBody, 'status' | 'code' | 'see'>,
    ): Promise<PageAnswer> {
      const at = found?.at ?? atOf(locale, {}, {});
      const said = await once(tree, {}, locale);
      const { categories } = 'answer' in said ? said.answer as Answers<typeof frame>['tree'] : { categories: [] };
      const { head, Body } = found
        ? {
          head: found.page.spec.head(found.answers as never, at),
          // As a component: it may ask what is around it, as its parts do.
          Body: () => found.page.view(found.answers as never, at),
        }
        : refused(problem!, at);
      const content = toHtml(
        <ShopContext.Provider value={shopOf(locale, at.w)}>
          <Document
            head={head}
            at={at}
            below={below}
            origin={origin()}
            assets={assets()}
            words={`${locale}/${found?.page.name ?? 'refused'}`}
          >
            <Shell categories={categories} below={below} searched={at.query['q']}>
              <Body />
            </Shell>
          </Document>
        </ShopContext.Provider>,
      );
      const status = problem?.status ?? 200;
      const cache = found?.page.spec.cache;
      return {
        status,
        headers: {
          ...always,
          'content-security-policy': policyOf(uploads()),
          'content-language': locale,
          'cache-control': cache === undefined
            ? 'no-store'
            : `public, max-age=${cache}, stale-while-revalidate=${cache}`,
          ...(status === 503 || status === 429 ? { 'retry-after': '5' } : {}),
        },
        body: `<!doctype html>${content}`,
      };
    }
  };
};

const missing = { status: 404, code: 'not-found' } as const;

/** No script but ours, nothing from elsewhere, in nobody's frame. @param uploads where files are sent, if anywhere */
const policyOf = (uploads = ''): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "media-src 'self'",
    "font-src 'self'",
    `connect-src 'self' ${uploads}`.trim(),
    "form-action 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const always = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policyOf(),
  'referrer-policy': 'strict-origin-when-cross-origin',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
};

const robots = (origin: string): PageAnswer => ({
  status: 200,
  headers: { ...always, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  body: robotsOf(origin),
});

const moved = (status: 301 | 302, location: string, headers: Record<string, string> = {}): PageAnswer => ({
  status,
  headers: { location: encodeURI(location), 'cache-control': 'public, max-age=300', ...headers },
  body: '',
});

const queryOf = (query: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(query).toString();
  return text && `?${text}`;
};

/** What is sent when a page cannot even say what is wrong. */
export const stillStanding: PageAnswer = {
  status: 500,
  headers: { ...always, 'cache-control': 'no-store', 'retry-after': '5' },
  body:
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${en.refused.broken.title}</title><h1>${en.refused.broken.title}</h1><p>${en.refused.broken.text}</p><h1 lang="zh-CN">${zh.refused.broken.title}</h1><p lang="zh-CN">${zh.refused.broken.text}</p></html>`,
};
