/** Each page that the shop's router knows, and each screen of both consoles: nothing on it is broken, for anybody. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idPrefixes } from '../../shared/kernel/registered.ts';
import { changes, visitorTold } from '../support/answers.ts';
import { launched, smallTargets, sticksOut, violations, visitor, type Visitor } from '../support/browser.ts';
import { sizes, stickingOut } from '../support/chromium.ts';
import { key, person, staff, theAdmin, type Person } from '../support/people.ts';
import { advertised } from '../support/listings.ts';
import { filled, namedBy, screenPlaces, shopPaths, type Named } from '../support/places.ts';
import { completed, paidShop } from '../support/settlement.ts';
import { buyer, fill, onSale } from '../support/shopping.ts';

let browser: Browser;
let named: Named;
let people: { readonly shop: Person; readonly merchant: Person; readonly operator: Person };
const open = new Map<string, Promise<Visitor>>();

beforeAll(async () => {
  browser = await launched();
  const [seller, one] = await Promise.all([paidShop(), buyer()]);
  const goods = await onSale(seller);
  await completed(seller, one, goods);
  await fill(one, [goods, 1]);
  await advertised(one);
  const { items: [own] } = await seller.call('GET /merchant/v1/warehouses', {});
  const about = { name: 'WMS', warehouseId: own!.warehouseId };
  await seller.call('POST /merchant/v1/wms-connections', about, key());
  people = { shop: one, merchant: seller, operator: await theAdmin() };
  named = {
    ...nothingThere,
    ...await namedBy({ buyer: one.call, shop: seller.call, admin: people.operator.call }),
  };
});
afterAll(() => browser?.close());

/** For whatever nobody has here: an address that leads to nothing. */
const nothingThere: Named = {
  ...Object.fromEntries(
    Object.entries(idPrefixes).map(([kind, prefix]) => [`${kind}Id`, `${prefix}_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A`]),
  ),
  proposalId: `${idPrefixes.rulebookProposal}_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A`,
  requestId: `${idPrefixes.invoiceRequest}_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A`,
  reviewId: 'swift-2026-01',
  noticeId: 'swift-01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
  desk: 'feedback',
  itemId: `${idPrefixes.feedback}_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A`,
  account: 'escrow',
  date: '2026-01-01',
  record: '2026-01-01.00.0000000001',
};

/** One browser window for each way of looking, for all that is looked at in it. */
const window = (name: string, make: () => Promise<Visitor>): Promise<Visitor> => {
  if (!open.has(name)) open.set(name, make());
  return open.get(name)!;
};

const ways = [['zh', 'phone'], ['en', 'desktop']] as const;
const states = Object.keys(changes) as (keyof typeof changes)[];

/** What is wrong with the page that is open, a line each; at the width that it has, as a tablet and a phone have it, and at 320 pixels. */
const faultsOf = async ({ page, complaints, still }: Visitor, forEverybody = true): Promise<string[]> => {
  let found = forEverybody ? await violations(page) : [];
  if (found.length > 0) {
    // What had begun to load while it was judged is judged once it is there.
    await still();
    found = await violations(page);
  }
  found.push(...complaints());
  const before = page.viewportSize()!;
  for (
    const size of before.width === sizes.narrow.width
      ? [before]
      : [before, sizes.tablet, sizes.phone, sizes.narrow]
  ) {
    await page.setViewportSize(size);
    const out = await stretched(page);
    if (out > 0) found.push(`${out} pixels stand out at ${size.width}`, ...await stickingOut(page));
    if (size === sizes.phone) found.push(...await cramped(page));
  }
  await page.setViewportSize(before);
  return found;
};

/** How far it sticks out once it has been laid out anew. */
const stretched = async (page: Page): Promise<number> => {
  for (let frames = 0;; frames += 1) {
    const out = await sticksOut(page);
    if (out <= 0 || frames === 20) return out;
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
};

/** What is too small for a finger once it has been laid out anew. */
const cramped = async (page: Page): Promise<string[]> => {
  for (let frames = 0;; frames += 1) {
    const small = await smallTargets(page);
    if (small.length === 0 || frames === 20) return small;
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
};

const paths = await shopPaths();
/** Pages for those who have not signed in. */
const forStrangers = new Set(['/sign-in', '/register', '/forgotten']);

describe('Given any page of the shop', () => {
  const going = async (on: Visitor, path: string): Promise<Visitor> => {
    if (forStrangers.has(path)) await on.context.clearCookies();
    else if ((await on.context.cookies()).length === 0) await on.signIn(people.shop);
    await on.open(filled(path, named));
    await on.still();
    return on;
  };

  it.each(ways.flatMap(([locale, size]) => paths.map((path) => [path, locale, size] as const)))(
    'when somebody looks at %s in %s on a %s, then nothing is broken [UIX-03] [UIX-04] [UIX-08]',
    async (path, locale, size) => {
      const on = await window(locale, () => visitor(browser, { locale, size }));
      expect(await faultsOf(await going(on, path))).toEqual([]);
      expect(await on.page.locator('h1').count()).toBe(1);
    },
  );

  it.each(states.flatMap((state) => paths.map((path) => [path, state] as const)))(
    'when %s is given %s, then nothing is broken',
    async (path, state) => {
      const on = await window(state, () => visitorTold(browser, { locale: 'en', size: 'narrow' }, changes[state]));
      expect(await faultsOf(await going(on, path))).toEqual([]);
    },
  );
});

const places = screenPlaces();

describe('Given any screen of the consoles', () => {
  const as = (who: 'merchant' | 'operator', state?: keyof typeof changes): Promise<Visitor> =>
    window(`${who} ${state}`, async () => {
      const going = { locale: state ? 'en' : 'zh', size: state ? 'narrow' : 'desktop' } as const;
      const on = await (state ? visitorTold(browser, going, changes[state]) : visitor(browser, going));
      await on.signIn(people[who]);
      return on;
    });

  it.each(places.map((place) => [place.name, place] as const))(
    'when who may see %s looks at it, then nothing is broken [UIX-03] [UIX-04] [UIX-08]',
    async (_, { console, path, callers }) => {
      const on = callers.join() === 'buyer'
        ? await window('buyer', async () => {
          const newcomer = await visitor(browser, { locale: 'zh', size: 'desktop' });
          await newcomer.signIn(people.shop);
          return newcomer;
        })
        : await as(console);
      await on.openScreen(filled(path, named));
      expect(await faultsOf(on)).toEqual([]);
      expect(await on.page.locator('h1').count()).toBe(1);
    },
  );

  it.each(
    (['no data', 'very long words'] as const).flatMap((state) =>
      places.filter(({ callers }) => callers.join() !== 'buyer').map((place) => [place.name, state, place] as const)
    ),
  )('when %s is given %s, then nothing is broken', async (_, state, { console, path }) => {
    const on = await as(console, state);
    await on.openScreen(filled(path, named));
    expect(await faultsOf(on, false)).toEqual([]);
  });
});

const roles = ['operator', 'reviewer', 'finance', 'support'] as const;

describe("Given somebody of the platform's people", () => {
  it.each(roles)(
    'when a %s is at the console, then the menu has what the role may call, and anything else says so [UIX-12]',
    async (role) => {
      const on = await visitor(browser, { locale: 'en', size: 'desktop' });
      await on.signIn(await staff(role));
      await on.openScreen('/operator');
      const hrefs = await on.page.locator('.sider nav a').evaluateAll((links) =>
        links.map((link) => (link as unknown as { pathname: string }).pathname)
      );
      const shown = new Set(hrefs.map((href) => href.replace('/console/', '')));
      expect(shown.size).toBeGreaterThan(0);
      for (const { name, callers, path } of places) {
        if (shown.has(name)) expect(callers, name).toContain(role);
        // Each screen is refused to one of those who may not see it.
        if (roles.find((one) => !callers.includes(one)) !== role) continue;
        await on.openScreen(filled(path, named));
        expect(await on.page.getByRole('alert').textContent(), name).toContain('roles do not cover');
      }
      expect(on.complaints()).toEqual([]);
      await on.close();
    },
  );

  it('when somebody has no role at all, then both consoles say so', async () => {
    const on = await visitor(browser, { locale: 'zh', size: 'phone' });
    await on.signIn(await person('outsider'));
    await on.openScreen('/operator');
    await on.page.getByText('没有可用的页面').waitFor();
    await on.still();
    expect(await faultsOf(on)).toEqual([]);
    await on.close();
  });
});
