import Negotiator from 'negotiator';
import type { Locale } from './text.ts';

/** The language that a client prefers, by its `Accept-Language` (RFC 9110); English when it wants neither. */
export const preferred = (acceptLanguage: string | undefined): Locale =>
  new Negotiator({ headers: { 'accept-language': acceptLanguage } }).language(['en', 'zh']) === 'zh' ? 'zh' : 'en';
