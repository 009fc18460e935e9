import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { ProblemBody } from '../../../shared/kernel/problems.ts';
import type { LocalText, Locale } from '../../../shared/kernel/values/text.ts';
import type { Choice, FieldName } from '../../fields.ts';
import { formatsOf, type Formats } from '../../shared/format.ts';
import { choicesInChinese, choicesInEnglish } from '../words/choices.ts';
import { plain } from '../words/english.ts';
import { fieldsInChinese, fieldsInEnglish } from '../words/field-names.ts';
import { chinese, english } from '../words/kit.ts';
import { contexts, screenNames } from '../words/screens.ts';
import type { ScreenContext, ScreenName } from './addresses.ts';
import { minutesIn } from './days.ts';
import { placeOf } from './faults.ts';

/** What problems are called in Chinese: on its way from the beginning, and not needed before something is refused. */
let problemsInChinese: Readonly<Record<string, string>> = {};
void import('../../shared/problem-words.ts').then((it) => {
  problemsInChinese = it.problemsInChinese;
});

/** Everything that is said, in one language. */
export interface Words extends Formats {
  readonly locale: Locale;
  readonly kit: typeof english;
  readonly field: (name: string) => string;
  /** Where a field is: `slides[0].title`. */
  readonly path: (path: string) => string;
  readonly choice: (value: string) => string;
  readonly screen: (name: ScreenName) => string;
  readonly context: (name: ScreenContext) => string;
  readonly problem: (problem: ProblemBody) => string;
  /** A length of time as ISO 8601 writes it. */
  readonly lasting: (written: string) => string;
  /** What is sold, with what sets it apart. */
  readonly named: (goods: { title?: LocalText | undefined; specText?: LocalText | undefined }) => string;
  readonly country: (code: string) => string;
  readonly local: (text: { zh?: string | undefined; en?: string | undefined } | undefined) => string;
}

const wordsIn = (locale: Locale): Words => {
  const zh = locale === 'zh';
  const field = (name: string): string => (zh ? fieldsInChinese : fieldsInEnglish)[name as FieldName] ?? plain(name);
  const local: Words['local'] = (text) => (zh ? text?.zh ?? text?.en : text?.en ?? text?.zh) ?? '';
  const countries = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  return {
    ...formatsOf(locale),
    locale,
    kit: zh ? chinese : english,
    field,
    path: (path) => placeOf(path).map((part) => (typeof part === 'number' ? part + 1 : field(part))).join(' · '),
    choice: (value) => (zh ? choicesInChinese : choicesInEnglish)[value as Choice] ?? plain(value),
    screen: (name) => screenNames[name][zh ? 1 : 0],
    context: (name) => contexts[name][zh ? 1 : 0],
    problem: ({ code, title, detail }) => {
      const known = zh ? problemsInChinese[code] ?? title : title;
      return detail && !zh ? `${known}: ${detail}` : known ?? '';
    },
    lasting: (written) => (zh ? chinese : english).seconds(minutesIn(written) * 60),
    local,
    named: ({ title, specText }) => [title, specText].map(local).filter(Boolean).join(' '),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? countries.of(code) ?? code : code),
  };
};

const Context = createContext<Words>(wordsIn('zh'));
export const useWords = (): Words => useContext(Context);

export const Speaking = ({ locale, children }: { locale: Locale; children: ReactNode }) => {
  const words = useMemo(() => wordsIn(locale), [locale]);
  return <Context value={words}>{children}</Context>;
};
