/**
 * What is said while somebody types: nothing that the server would take is refused here. The server judges; a test holds
 * these against the contracts (tests/unit/web/rules.test.ts).
 */
import type { Locale } from '../../shared/kernel/values/text.ts';
import type { Words } from './words/words.ts';

/** What is amiss with what was typed; nothing when it is fine. */
export type Rule = (typed: string, w: Words) => string | undefined;

/** As it is sent: a mobile number of the mainland needs no country before it where one reads Chinese. */
export const loginOf = (typed: string, locale: Locale): string => {
  const text = typed.normalize('NFKC').trim();
  const digits = text.replace(/[\s-]/g, '');
  return locale === 'zh' && /^1[3-9]\d{9}$/.test(digits) ? `+86${digits}` : text;
};

export const loginRule = (locale: Locale): Rule => (typed, w) => {
  if (typed.trim() === '') return w.forms.required;
  const login = loginOf(typed, locale);
  if (login.includes('@')) return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(login) ? undefined : w.signIn.notMail;
  return /^(\+|00)[\d\s().\u2010-\u2015/-]{7,}$/.test(login) ? undefined : w.signIn.notLogin;
};

/** What a new password needs, in the order in which it is told. */
export const passwordNeeds = [
  ['long', /^.{10,}$/s],
  ['lower', /[a-z]/],
  ['upper', /[A-Z]/],
  ['digit', /\d/],
] as const;

export const passwordRule: Rule = (typed, w) => {
  if (typed === '') return w.forms.required;
  const lacking = passwordNeeds.filter(([, form]) => !form.test(typed)).map(([need]) => w.signIn.needs[need]);
  if (lacking.length > 0) return w.signIn.lacks(lacking);
  return typed.trim() === typed ? undefined : w.signIn.noSpaceAround;
};

/** As it is sent: a code is pasted with spaces around and in it, and typed full width. */
export const codeOf = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '');

export const codeRule: Rule = (typed, w) => {
  if (typed.trim() === '') return w.forms.required;
  return /^\d{6}$/.test(codeOf(typed)) ? undefined : w.signIn.notCode;
};
