/** A real browser on the pages of the cloud under test. */
import type { Browser } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { Locale } from '../../shared/kernel/values/text.ts';
import { awake, sticksOut, violations, visitorAt, type Size, type Visitor } from './chromium.ts';
import { address } from './people.ts';

export {
  awake,
  countShifts,
  launched,
  shiftsOf,
  sizes,
  smallTargets,
  sticksOut,
  violations,
  type Visitor,
} from './chromium.ts';

/** A browser of its own, from a network of its own. */
export const visitor = (
  browser: Browser,
  going: { readonly locale: Locale; readonly size: Size; readonly dark?: boolean },
): Promise<Visitor> => visitorAt(browser, { ...going, origin: inject('cloud').api, headers: address() });

/** What is shown has nothing that axe, the browser or a narrow screen would complain of. */
export const faultless = async ({ page, complaints }: Visitor): Promise<void> => {
  await page.locator('.waiting').first().waitFor({ state: 'detached' });
  expect(await violations(page), page.url()).toEqual([]);
  expect(await sticksOut(page), page.url()).toBeLessThanOrEqual(0);
  expect(complaints(), page.url()).toEqual([]);
};

/** Types a login and a password where they are asked for, and goes on to where that leads. */
export const signsIn = async (
  { page }: Visitor,
  { login, password }: { login: string; password: string },
  to: RegExp,
): Promise<void> => {
  await page.locator('[name="password"]').waitFor();
  await awake(page);
  await page.fill('[name="login"]', login);
  await page.fill('[name="password"]', password);
  await page.press('[name="password"]', 'Enter');
  await page.waitForURL(to);
  await awake(page);
};

/** Signs in by the page. */
export const signedIn = async (on: Visitor, one: { login: string; password: string }): Promise<void> => {
  await on.open('/sign-in');
  await signsIn(on, one, /\/account$/);
};
