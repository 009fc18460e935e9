import * as z from 'zod';

/** The languages of the platform. */
export type Locale = z.infer<typeof Locale>;
export const Locale = z.enum(['zh', 'en']);

/** A text in one language or both. */
export type LocalText = { zh?: string | undefined; en?: string | undefined };

/** The schema of a localised text of at most `max` characters in each language. */
export const localText = (max: number) => {
  const text = z.string().trim().min(1).max(max);
  return z.strictObject({ zh: text.optional(), en: text.optional() })
    .refine((texts) => texts.zh !== undefined || texts.en !== undefined, 'must be given in zh or en');
};

/** The text in the language asked for, or in the other one. */
export const inLocale = ({ zh, en }: LocalText, locale: Locale): string =>
  (locale === 'zh' ? zh ?? en : en ?? zh) ?? '';
