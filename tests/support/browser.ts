/** A real browser on the pages of the cloud under test. */
import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import type { Locale } from '../../shared/kernel/values/text.ts';
import { visitorAt, type Size, type Visitor } from './chromium.ts';
import { address } from './people.ts';

export { awake, launched, sizes, sticksOut, violations, type Visitor } from './chromium.ts';

/** A browser of its own, from a network of its own. */
export const visitor = (
  browser: Browser,
  going: { readonly locale: Locale; readonly size: Size; readonly dark?: boolean },
): Promise<Visitor> => visitorAt(browser, { ...going, origin: inject('cloud').api, headers: address() });
