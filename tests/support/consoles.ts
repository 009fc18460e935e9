/** The consoles, as somebody uses them in a browser. */
import { expect, inject } from 'vitest';
import type { Locale } from '../../shared/kernel/values/text.ts';
import type { Command } from '../../web/console/kit/operations.ts';
import type { Choice, FieldName } from '../../web/fields.ts';
import { choicesInChinese, choicesInEnglish } from '../../web/console/words/choices.ts';
import { commandNames } from '../../web/console/words/commands.ts';
import { plain } from '../../web/console/words/english.ts';
import { fieldsInChinese, fieldsInEnglish } from '../../web/console/words/field-names.ts';
import { chinese, english } from '../../web/console/words/kit.ts';
import { sticksOut, violations, type Visitor } from './browser.ts';
import { until } from './control.ts';
import type { Person } from './people.ts';

/** What a console says, in a language. */
export const consoleWords = (locale: Locale) => ({
  kit: locale === 'zh' ? chinese : english,
  command: (of: Command): string => commandNames[of][locale === 'zh' ? 1 : 0],
  field: (name: FieldName): string => (locale === 'zh' ? fieldsInChinese : fieldsInEnglish)[name] ?? plain(name),
  choice: (value: Choice): string => (locale === 'zh' ? choicesInChinese : choicesInEnglish)[value] ?? plain(value),
});

/** A screen by its address: `merchant/ordering/orders`. */
type ScreenName = `${'merchant' | 'operator'}/${string}/${string}`;

/** Signs in on the console's own page; whoever was signed in before is not any more. */
export const enterConsole = async ({ page, context }: Visitor, { login, password }: Person): Promise<void> => {
  await context.clearCookies();
  await page.goto(`${inject('cloud').api}/console`);
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.press('#password', 'Enter');
  await page.locator('main#content h1').waitFor();
};

/** Opens a screen by its address. @param rest what follows its name: `/ord_…`, `?state=…` */
export const openScreen = async (on: Visitor, screen: ScreenName, rest = ''): Promise<void> => {
  await on.page.goto(`${inject('cloud').api}/console/${screen}${rest}`);
  await drawn(on);
};

/** Waits until a screen has all that it shows. */
export const drawn = async ({ page }: Visitor): Promise<void> => {
  await page.locator('main#content h1').waitFor();
  const unfinished = page.locator('main').locator(
    '.ant-skeleton, .ant-btn-loading, [aria-busy="true"], [role="status"]:text("…")',
  );
  await until(() => unfinished.count(), (some) => some === 0);
};

/** Nothing that axe finds, nothing that the browser complains of, nothing that stands out to the side. */
export const faultlessScreen = async (on: Visitor): Promise<void> => {
  await drawn(on);
  await on.still();
  const { page } = on;
  expect(await violations(page), page.url()).toEqual([]);
  expect(await sticksOut(page), page.url()).toBeLessThanOrEqual(0);
  expect(on.complaints(), page.url()).toEqual([]);
};
