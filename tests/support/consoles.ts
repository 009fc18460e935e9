/** Somebody at work in a console: opens screens, presses buttons, answers what a window asks, reads what it says. */
import type { Browser, Locator } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { Locale } from '../../shared/kernel/values/text.ts';
import type { Command } from '../../web/console/kit/operations.ts';
import type { Choice, FieldName } from '../../web/fields.ts';
import { choicesInChinese, choicesInEnglish } from '../../web/console/words/choices.ts';
import { commandNames } from '../../web/console/words/commands.ts';
import { plain } from '../../web/console/words/english.ts';
import { fieldsInChinese, fieldsInEnglish } from '../../web/console/words/field-names.ts';
import { chinese, english } from '../../web/console/words/kit.ts';
import { sticksOut, violations, visitor, type Visitor } from './browser.ts';
import { until } from './control.ts';
import type { Person } from './people.ts';

/** What a console says, in a language. */
export const consoleWords = (locale: Locale) => ({
  kit: locale === 'zh' ? chinese : english,
  command: (of: Command): string => commandNames[of][locale === 'zh' ? 1 : 0],
  field: (name: FieldName): string => (locale === 'zh' ? fieldsInChinese : fieldsInEnglish)[name] ?? plain(name),
  choice: (value: Choice): string => (locale === 'zh' ? choicesInChinese : choicesInEnglish)[value] ?? plain(value),
});

export interface AtConsole extends Visitor {
  /** Signs in on the console's own page; whoever was signed in before is not any more. */
  readonly enter: (who: Person) => Promise<void>;
  /** Opens a screen anew, below `/console/`, and waits until it shows what it has read: `merchant/ordering/orders?state=…` */
  readonly go: (path: string) => Promise<void>;
  /** Nothing that axe finds, nothing that the browser complains of, nothing that stands out to the side, once all is there. */
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

/** A browser of its own for the consoles, in which nobody has signed in. */
export const consoleIn = async (browser: Browser, going: Parameters<typeof visitor>[1]): Promise<AtConsole> => {
  const on = await visitor(browser, going);
  const { page, context } = on;
  const at = `${inject('cloud').api}/console`;
  const unfinished = page.locator('main').locator(
    '.ant-skeleton, .ant-btn-loading, [aria-busy="true"], [role="status"]:text("…")',
  );
  const still = async (): Promise<void> => {
    await page.locator('main#content h1').waitFor();
    await until(() => unfinished.count(), (some) => some === 0);
    await on.still();
  };
  const dialog = page.getByRole('dialog');
  const named = (name: string): RegExp => new RegExp(`^${name}`);
  return {
    ...on,
    dialog,
    still,
    enter: async ({ login, password }) => {
      await context.clearCookies();
      await page.goto(at);
      await page.fill('#login', login);
      await page.fill('#password', password);
      await page.press('#password', 'Enter');
      await page.locator('main#content h1').waitFor();
    },
    go: async (path) => {
      await page.goto(`${at}/${path}`);
      await still();
    },
    faultless: async () => {
      // While a list of choices opens and closes, it is drawn pale.
      await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'hidden' });
      await still();
      expect(await violations(page), page.url()).toEqual([]);
      expect(await sticksOut(page), page.url()).toBeLessThanOrEqual(0);
      expect(on.complaints(), page.url()).toEqual([]);
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

/** The same with somebody who has signed in, at a screen: `operator/desks/waiting`. */
export const atConsole = async (
  browser: Browser,
  going: Parameters<typeof visitor>[1],
  who: Person,
  path: string,
): Promise<AtConsole> => {
  const on = await consoleIn(browser, going);
  await on.signIn(who);
  await on.go(path);
  return on;
};
