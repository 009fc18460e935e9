import Negotiator from 'negotiator';
import type { Locale } from './text.ts';

/**
 * The language that a client prefers, by its `Accept-Language` (RFC 9110), in any case (`ZH-tw;Q=0.3`) and with an
 * underscore for the hyphen, as some clients write it; English when it wants neither.
 */
export const preferred = (acceptLanguage: string | undefined): Locale => {
  const header = acceptLanguage?.toLowerCase().replaceAll('_', '-');
  return new Negotiator({ headers: { 'accept-language': header } }).language(['en', 'zh']) === 'zh' ? 'zh' : 'en';
};
