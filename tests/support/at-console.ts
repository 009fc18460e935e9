/** Somebody at work in a console: opens screens, presses buttons, answers what a window asks. */
import type { Browser, Locator } from 'playwright-core';
import { inject } from 'vitest';
import { visitor, type Visitor } from './browser.ts';
import { drawn, faultlessScreen } from './consoles.ts';
import type { Person } from './people.ts';

export interface AtConsole extends Visitor {
  /** Opens a screen anew, below `/console/`, and waits until it shows what it has read. */
  readonly go: (path: string) => Promise<void>;
  /** Nothing is wrong with the screen as it is, once nothing is being read or opened any more. */
  readonly faultless: () => Promise<void>;
  /** A button of the screen, by the beginning of its name. */
  readonly button: (name: string) => Locator;
  /** Presses a key that is for the screen and for no field. */
  readonly key: (key: string) => Promise<void>;
  /** The window that asks. */
  readonly dialog: Locator;
  /** Goes ahead in the window that asks, by the button of this name. @throws Error with what it was refused with */
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
  const { page } = on;
  const still = async (): Promise<void> => {
    await drawn(on);
    await on.still();
  };
  const go = async (to: string): Promise<void> => {
    await page.goto(`${inject('cloud').api}/console/${to}`);
    await still();
  };
  const dialog = page.getByRole('dialog');
  const named = (name: string): RegExp => new RegExp(`^${name}`);
  await on.signIn(who);
  await go(path);
  return {
    ...on,
    dialog,
    go,
    still,
    faultless: async () => {
      // While a list of choices opens and closes, it is drawn pale.
      await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' });
      await faultlessScreen(on);
    },
    button: (name) => page.locator('.content').getByRole('button', { name: named(name) }),
    key: (key) => page.locator('body').press(key),
    confirm: async (name) => {
      // The last of its buttons: in English, what closes the window is called Close as well.
      await dialog.getByRole('button', { name: named(name) }).last().click();
      const refused = dialog.getByRole('alert');
      await dialog.waitFor({ state: 'detached' }).catch(async () => {
        throw new Error(`${name}: ${await refused.allInnerTexts()}`);
      });
      await still();
    },
  };
};
