import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { ProblemBody } from '../../../shared/kernel/problems.ts';
import type { Locale } from '../../../shared/kernel/values/text.ts';
import type { Choice, FieldName } from '../../fields.ts';
import { formatsOf, type Formats } from '../../shared/format.ts';
import { problemsInChinese } from '../../shared/problem-words.ts';
import { choicesInChinese, choicesInEnglish } from '../words/choices.ts';
import { plain } from '../words/english.ts';
import { fieldsInChinese, fieldsInEnglish } from '../words/field-names.ts';
import { chinese, english } from '../words/kit.ts';
import { contexts, screenNames } from '../words/screens.ts';
import type { ScreenName } from './addresses.ts';

/** Everything that is said, in one language. */
export interface Words extends Formats {
  readonly locale: Locale;
  readonly kit: typeof english;
  readonly field: (name: string) => string;
  readonly choice: (value: string) => string;
  readonly screen: (name: ScreenName) => string;
  readonly context: (name: string) => string;
  readonly problem: (problem: ProblemBody) => string;
  readonly local: (text: { zh?: string | undefined; en?: string | undefined } | undefined) => string;
}

const wordsIn = (locale: Locale): Words => {
  const zh = locale === 'zh';
  return {
    ...formatsOf(locale),
    locale,
    kit: zh ? chinese : english,
    field: (name) => (zh ? fieldsInChinese : fieldsInEnglish)[name as FieldName] ?? plain(name),
    choice: (value) => (zh ? choicesInChinese : choicesInEnglish)[value as Choice] ?? plain(value),
    screen: (name) => screenNames[name][zh ? 1 : 0],
    context: (name) => contexts[name as keyof typeof contexts]?.[zh ? 1 : 0] ?? plain(name),
    problem: ({ code, title, detail }) => {
      const known = zh ? problemsInChinese[code] ?? title : title;
      return detail && !zh ? `${known}: ${detail}` : known ?? '';
    },
    local: (text) => (zh ? text?.zh ?? text?.en : text?.en ?? text?.zh) ?? '',
  };
};

const Context = createContext<Words>(wordsIn('zh'));
export const useWords = (): Words => useContext(Context);

export const Speaking = ({ locale, children }: { locale: Locale; children: ReactNode }) => {
  const words = useMemo(() => wordsIn(locale), [locale]);
  return <Context value={words}>{children}</Context>;
};
