/** A real browser on pages: what it complains of, what axe finds, what does not fit. */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Locale } from '../../shared/kernel/values/text.ts';

const program = '/usr/bin/chromium';

/** How it is started: it asks nobody for anything by itself. */
export const launching = {
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
};

/** @throws Error that names the command which installs it */
export const launched = async (): Promise<Browser> => {
  if (!existsSync(program)) throw new Error(`${program} is missing: apt-get install chromium fonts-noto-cjk`);
  return chromium.launch(launching);
};

export const sizes = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  desktop: { width: 1280, height: 800 },
  narrow: { width: 320, height: 640 },
} as const;
export type Size = keyof typeof sizes;

export interface Visitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of since the last look. */
  readonly complaints: () => string[];
  /** Opens a page of the shop, below the language, and waits until its islands are awake. */
  readonly open: (path: string) => Promise<void>;
  /** Begins a session, as the page of signing in does. */
  readonly signIn: (who: { readonly login: string; readonly password: string }) => Promise<void>;
  /** Goes to a screen of a console, below `/console`: within the app when that is open already. */
  readonly openScreen: (path: string) => Promise<void>;
  /** Waits until nothing is asked for and nothing is said to be loading any more. @throws Error after 20 seconds */
  readonly still: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Going {
  /** `http://127.0.0.1:4000` */
  readonly origin: string;
  readonly locale: Locale;
  readonly size: Size;
  readonly dark?: boolean;
  readonly headers?: Record<string, string>;
}

/** A browser of its own. */
export const visitorAt = async (
  browser: Browser,
  { origin, locale, size, dark = false, headers = {} }: Going,
): Promise<Visitor> => {
  const context = await browser.newContext({
    viewport: sizes[size],
    locale: locale === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: locale === 'zh' ? 'Asia/Shanghai' : 'Europe/London',
    extraHTTPHeaders: headers,
    reducedMotion: 'reduce',
    colorScheme: dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  let complaints: string[] = [];
  // A refusal that is told to the reader is no complaint; the browser notes it all the same.
  page.on('console', (said) => {
    if (said.type() === 'error' && !said.text().startsWith('Failed to load resource')) complaints.push(said.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('response', (answer) => {
    if (answer.status() >= 500 || (answer.status() === 404 && !/\/(shop|merchant|operator)\//.test(answer.url()))) {
      complaints.push(`${answer.status()} ${answer.url()}`);
    }
  });
  const underWay = new Set<unknown>();
  page.on('request', (request) => underWay.add(request));
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));

  const still = async (): Promise<void> => {
    const deadline = performance.now() + 20_000;
    for (let calm = 0; calm < 3;) {
      if (performance.now() > deadline) {
        throw new Error(`${page.url()} is still loading: ${await page.locator(loading).allInnerTexts()}`);
      }
      calm = underWay.size === 0 && await page.locator(loading).count() === 0 ? calm + 1 : 0;
      await pause(30);
    }
  };
  return {
    page,
    context,
    complaints: () => complaints.splice(0),
    open: async (path) => {
      await page.goto(`${origin}/${locale}${path}`);
      await awake(page);
    },
    signIn: (who) => begun(page, origin, who),
    openScreen: async (path) => {
      if (await page.locator('.shell').count() === 0) {
        await page.goto(`${origin}/console${path}`);
        await page.locator('.shell').waitFor();
      } else {
        // What is left stays until the next is there; `still` is not to look at it.
        await page.evaluate(
          `document.querySelector('main h1')?.setAttribute('data-left', ''); history.pushState({}, '', '/console${path}'); dispatchEvent(new PopStateEvent('popstate', { state: {} }))`,
        );
        await page.locator('main h1[data-left]').waitFor({ state: 'detached' });
      }
      await still();
    },
    still,
    close: () => context.close(),
  };
};

/** Begins a session in the browser that a page is in, as the page of signing in does. */
export const begun = async (
  page: Page,
  origin: string,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<void> => {
  await page.goto(`${origin}/console/`);
  await page.evaluate(
    `fetch('/shop/v1/browser-sessions', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '${
      JSON.stringify({ login, password })
    }' }).then(({ ok, status }) => { if (!ok) throw new Error('signing in: ' + status); localStorage.setItem('signed-in', '1'); })`,
  );
};

const loading = '.waiting, .starting, .ant-skeleton, [aria-busy=true]';

/** Waits until whatever wakes at once is awake. */
export const awake = (page: Page): Promise<void> =>
  page.locator('[data-waking="load"]:not([data-awake])').first().waitFor({ state: 'detached' });

const axe = (): string => readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** What axe finds on the page as it is, a line each. */
export const violations = async (page: Page): Promise<string[]> => {
  // Not by a script element: the pages' own policy refuses those. Once is enough for a page on which one goes about.
  if (!await page.evaluate('"axe" in window')) await page.evaluate(axe());
  const found = await page.evaluate(
    'axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`))',
  );
  return found as string[];
};

/** How many pixels of the page stand out to the side. */
export const sticksOut = async (page: Page): Promise<number> =>
  await page.evaluate('document.documentElement.scrollWidth - innerWidth') as number;

/** Has pages that are opened from now on count how much of them is pushed about by what comes later. */
export const countShifts = (page: Page): Promise<unknown> =>
  page.addInitScript(
    'window.shifted = 0; new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value; }).observe({ type: "layout-shift", buffered: true });',
  );

/** The cumulative layout shift of the page so far. */
export const shiftsOf = async (page: Page): Promise<number> => await page.evaluate('window.shifted') as number;

/** Where the innermost elements that reach beyond the window's right edge begin, for whoever looks for the cause. */
export const stickingOut = async (page: Page): Promise<string[]> =>
  await page.evaluate(
    '[...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".table, .slides")).filter((one, _, all) => !all.some((other) => other !== one && one.contains(other))).slice(0, 3).map(({ outerHTML }) => outerHTML.slice(0, 120))',
  ) as string[];

/**
 * What is pressed on the page and takes a finger too little room: less than 44 pixels from edge to edge (WCAG 2.5.5, the
 * number that Fitts' law is put into practice with). A choice counts with its label, and a link in a sentence not at all.
 */
export const smallTargets = async (page: Page): Promise<string[]> => await page.evaluate(`(${small})(44)`) as string[];

const small = `(least) => {
  const pressed = 'a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button], [role=combobox], [role=switch], [role=tab]';
  const boxOf = (one) => one.getBoundingClientRect();
  const together = (boxes) => {
    const [left, top, right, bottom] = ['left', 'top', 'right', 'bottom'].map((side, i) => Math[i < 2 ? 'min' : 'max'](...boxes.map((box) => box[side])));
    return { width: right - left, height: bottom - top };
  };
  const inSentence = (one) => one.matches('a, button') && getComputedStyle(one).display === 'inline'
    && [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && node.data.trim().length > 3);
  // What is drawn small may take a press around it.
  const reachesOut = (one) => {
    one.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = boxOf(one);
    const [x, y, far] = [left + width / 2, top + height / 2, least / 2 - 0.5];
    return [[0, far], [0, -far], [far, 0], [-far, 0]].every(([dx, dy]) => one.contains(document.elementFromPoint(x + dx, y + dy)));
  };
  return [...document.querySelectorAll(pressed)].filter((one) => {
    if (one.disabled || !one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const framed = one.closest('.ant-select, .ant-picker, .ant-input-number, .ant-input-affix-wrapper, .ant-switch');
    const boxes = [one, ...(one.labels ?? []), ...(framed ? [framed] : [])].map(boxOf).filter(({ width, height }) => width > 1 && height > 1);
    // What is for readers of the screen alone takes no finger.
    if (boxes.length === 0) return false;
    const { width, height } = together(boxes);
    return (width < least - 0.5 || height < least - 0.5) && !inSentence(one) && !reachesOut(one);
  }).map((one) => {
    const { width, height } = boxOf(one);
    return 'small: ' + Math.round(width) + ' x ' + Math.round(height) + ' ' + one.outerHTML.slice(0, 110);
  });
}`;
