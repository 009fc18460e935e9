import * as z from 'zod';
import { instant, type Instant } from '../../kernel/values/clock.ts';

/**
 * What carriers write for a moment: ISO 8601 with its parts set apart or not, to the day, the minute or any fraction of a
 * second, with an offset, `Z`, a zone's name after it, or nothing and UTC is meant.
 */
const iso =
  /^(\d{4})-?(\d\d)-?(\d\d)(?:[Tt ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?)?\s*([Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?:\[[\w/+-]+\])?$/;
/** As mails write it: `Sun, 22 Nov 2026 16:00:00 +0800`. */
const mail = /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d(?::\d\d)? (?:GMT|UTC|Z|[+-]\d{4})$/;
/** Seconds or milliseconds since 1970. */
const unix = /^\d{10}(?:\d{3})?$/;

const Strict = z.iso.datetime({ offset: true });
/** Before there was any carrier that could tell; what is later than this has another form. */
const [earliest, latest] = [Date.UTC(2000), Date.UTC(9999)];

const strictly = ([, year, month, day, hour = '00', minute = '00', second = '00', part = '', zone = 'Z']: readonly (
  | string
  | undefined
)[]): number => {
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}` : 'Z';
  const { data } = Strict.safeParse(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${part.slice(0, 3).padEnd(3, '0')}${offset}`,
  );
  return data ? Date.parse(data) : Number.NaN;
};

/**
 * The moment that a carrier means. Nothing when it cannot be known: `22/11/2026` is another day elsewhere, and there is no
 * 30 February.
 */
export const timeIn = (written: unknown): Instant | undefined => {
  const text = typeof written === 'string' || typeof written === 'number' ? String(written).trim() : '';
  const parts = iso.exec(text);
  const ms = unix.test(text)
    ? Number(text.padEnd(13, '0'))
    : parts
    ? strictly(parts)
    : mail.test(text)
    ? Date.parse(text)
    : Number.NaN;
  return ms >= earliest && ms < latest ? instant(ms) : undefined;
};
