import * as z from 'zod';

/** The languages of the platform. */
export type Locale = z.infer<typeof Locale>;
export const Locale = z.enum(['zh', 'en']);

/**
 * What no text of a person holds: control characters (NUL among them), halves of characters and what is none, and
 * overrides of the reading direction, by which a text can be shown as something else than it is.
 */
const unsafe = /[\p{Cc}\p{Cs}\p{NChar}\u202a-\u202e\u2066-\u2069]/u;
const breaks = /[\t\n\r\v\f\u0085\u2028\u2029]/;
const lineBreaks = /[\t\n\r\u2028\u2029]/g;

/** A letter or a digit that can be seen; some letters are made of nothing. */
const visible = /(?!\p{DI})[\p{L}\p{N}]/u;

/** Whether a text is free of what no text of a person holds. `prose` may have line breaks and tabs. */
export const isClean = (text: string, prose: boolean): boolean =>
  prose ? !unsafe.test(text.replace(lineBreaks, '')) : !unsafe.test(text) && !breaks.test(text);

const composed = (text: string): string => text.normalize('NFC').trim();

/** The beginning of a text, in code units, and no half of a character at its end. */
const beginning = (text: string, max: number): string => text.slice(0, max).replace(/[\ud800-\udbff]$/, '');

/**
 * A text from outside as it may be kept and shown: at the most `max` code units, and whatever no text of a person holds is
 * written out (`\u202e`), so that it is seen and does nothing.
 */
export const legible = (text: string, max: number): string =>
  beginning(
    beginning(text, max).replace(
      new RegExp(`${unsafe.source}|[\u2028\u2029]`, 'gu'),
      (one) => `\\u${one.codePointAt(0)!.toString(16).padStart(4, '0')}`,
    ),
    max,
  );

/** One line of text of `min` to `max` characters: a place, a city. */
export const line = (max: number, min = 1) =>
  z.string().overwrite(composed).refine((text) => isClean(text, false), {
    error: 'must be one line, without control or direction characters',
    abort: true,
  }).min(min).max(max);

/** One line in which there is a letter or a digit to see: a name, a title. */
export const title = (max: number) =>
  line(max).refine((text) => visible.test(text), 'must have a letter or a digit that can be seen');

/** A text of several lines, of `min` to `max` characters: a description, a reason. Its line breaks are `\n`. */
export const prose = (max: number, min = 1) =>
  z.string().overwrite((text) => composed(text.replace(/\r\n?/g, '\n'))).refine((text) => isClean(text, true), {
    error: 'must not contain control or direction characters',
    abort: true,
  }).min(min).max(max).meta({ multiline: true });

/** A text in one language or both. */
export type LocalText = { zh?: string | undefined; en?: string | undefined };

/** The schema of a text in one language or both: a `title`, unless it is said to be `prose`. */
export const localText = (max: number, kind: (max: number) => z.ZodString = title) =>
  z.strictObject({ zh: kind(max).optional(), en: kind(max).optional() })
    .refine((texts) => texts.zh !== undefined || texts.en !== undefined, 'must be given in zh or en');

/** The text in the language asked for, or in the other one. */
export const inLocale = ({ zh, en }: LocalText, locale: Locale): string =>
  (locale === 'zh' ? zh ?? en : en ?? zh) ?? '';

/** Whether what a scanner has read is one of these codes. */
export const isRead = (read: string, ...codes: readonly string[]): boolean =>
  codes.some((code) => plain(code) === plain(read));
const plain = (code: string): string => code.normalize('NFKC').trim().toLowerCase();
