/** Somebody at work in a console, in a real browser: opens screens, presses buttons, answers what a window asks. */
import type { Browser, Locator } from 'playwright-core';
import { expect, inject } from 'vitest';
import { sticksOut, violations, visitor, type Visitor } from './browser.ts';
import type { Person } from './people.ts';

export interface AtConsole extends Visitor {
  /** Opens a screen anew, below `/console/`, and waits until it shows what it has read. */
  readonly go: (path: string) => Promise<void>;
  /** There is nothing that axe finds, nothing that sticks out, no complaint of the browser. */
  readonly faultless: () => Promise<void>;
  /** A button of the screen, by the beginning of its name. */
  readonly button: (name: string) => Locator;
  /** Presses a key that is for the screen and for no field. */
  readonly key: (key: string) => Promise<void>;
  /** The window that asks. */
  readonly dialog: Locator;
  /** Goes ahead in the window that asks, by the button of this name, and waits until it is done. */
  readonly confirm: (name: string) => Promise<void>;
}

/** Signs somebody in, and opens a screen: `operator/desks/waiting`. */
export const atConsole = async (
  browser: Browser,
  going: Parameters<typeof visitor>[1],
  who: Person,
  path: string,
): Promise<AtConsole> => {
  const on = await visitor(browser, going);
  const { page, still } = on;
  const dialog = page.getByRole('dialog');
  const go = async (to: string): Promise<void> => {
    await page.goto(`${inject('cloud').api}/console/${to}`);
    await page.locator('.content h1').waitFor();
    await still();
  };
  await on.signIn(who);
  await go(path);
  return {
    ...on,
    dialog,
    go,
    faultless: async () => {
      await still();
      expect(await violations(page), page.url()).toEqual([]);
      expect(await sticksOut(page), page.url()).toBeLessThanOrEqual(0);
      expect(on.complaints(), page.url()).toEqual([]);
    },
    button: (name) => page.locator('.content').getByRole('button', { name: named(name) }),
    key: (key) => page.locator('body').press(key),
    confirm: async (name) => {
      await dialog.getByRole('button', { name: named(name) }).click();
      await dialog.waitFor({ state: 'detached' });
      await still();
    },
  };
};

/** Ant Design puts a space between the two characters of a Chinese button. */
const named = (name: string): RegExp => new RegExp(`^${[...name].join('\\s?')}`);
