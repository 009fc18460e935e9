/** A real browser on the pages of the cloud under test: what it complains of, what axe finds, what does not fit. */
import { existsSync, readFileSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { inject } from 'vitest';
import type { Locale } from '../../shared/kernel/values/text.ts';
import { address } from './people.ts';

const program = '/usr/bin/chromium';

/** @throws Error that names the command which installs it */
export const launched = async (): Promise<Browser> => {
  if (!existsSync(program)) throw new Error(`${program} is missing: apt-get install chromium fonts-noto-cjk`);
  return chromium.launch({
    executablePath: program,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
};

export const sizes = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
  narrow: { width: 320, height: 640 },
} as const;

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of since the last look. */
  readonly complaints: () => string[];
  /** Opens a page of the shop, below the language, and waits until its islands are awake. */
  readonly open: (path: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A browser of its own, from a network of its own. */
export const visitor = async (
  browser: Browser,
  { locale, size }: { readonly locale: Locale; readonly size: keyof typeof sizes },
): Promise<Visitor> => {
  const context = await browser.newContext({
    viewport: sizes[size],
    locale: locale === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: locale === 'zh' ? 'Asia/Shanghai' : 'Europe/London',
    extraHTTPHeaders: address(),
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  let complaints: string[] = [];
  // A refusal that is told to the reader is no complaint; the browser notes it all the same.
  page.on('console', (said) => {
    if (said.type() === 'error' && !said.text().startsWith('Failed to load resource')) complaints.push(said.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('response', (answer) => {
    if (answer.status() >= 500 || (answer.status() === 404 && !answer.url().includes('/shop/'))) {
      complaints.push(`${answer.status()} ${answer.url()}`);
    }
  });
  return {
    page,
    context,
    complaints: () => complaints.splice(0),
    open: async (path) => {
      await page.goto(`${inject('cloud').api}/${locale}${path}`);
      await awake(page);
    },
    close: () => context.close(),
  };
};

/** Waits until whatever wakes at once is awake. */
export const awake = (page: Page): Promise<void> =>
  page.locator('[data-waking="load"]:not([data-awake])').first().waitFor({ state: 'detached' });

const axe = (): string => readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What axe finds on the page as it is, a line each. */
export const violations = async (page: Page): Promise<string[]> => {
  // Not by a script element: the pages' own policy refuses those.
  await page.evaluate(axe());
  const found = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`))',
  );
  return found as string[];
};

/** How many pixels of the page stand out to the side. */
export const sticksOut = async (page: Page): Promise<number> =>
  await page.evaluate('document.documentElement.scrollWidth - innerWidth') as number;
