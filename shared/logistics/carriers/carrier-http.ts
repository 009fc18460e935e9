import * as z from 'zod';
import type { SettingName } from '../../kernel/doors/access.ts';
import { instant, seconds, type Instant } from '../../kernel/values/clock.ts';
import { setting } from '../../kernel/env.ts';
import * as outside from '../../kernel/outside.ts';
import { legible } from '../../kernel/values/text.ts';
import type { Refusal } from './carrier.ts';
import { timeIn } from './carrier-time.ts';
import { Mishap, ScanStep, type Scan } from '../scan.ts';

/** Milliseconds that a carrier has for its answer. */
const patience = seconds(5);

interface Answer {
  readonly status: number;
  /** None of a 413, which whoever stands before a carrier answers in words of his own. */
  readonly body: unknown;
}

/** What a carrier means that answers 413 to a booking. */
export const tooLarge: Refusal = { refused: 'This is too large for one booking.' };

/**
 * Asks a carrier, with our key there. Answers with one of the `expected` statuses are answers.
 * @throws Unanswered for any other, and for none in time: what the carrier did is then unknown
 */
export const asking = (key: SettingName) =>
async (
  request: `${'GET' | 'POST' | 'DELETE'} ${string}`,
  expected: readonly number[],
  body?: object,
): Promise<Answer> => {
  const [method, url] = request.split(' ') as ['GET' | 'POST' | 'DELETE', string];
  const headers = { authorization: `Bearer ${setting(key)}` };
  const { status, text } = await outside.ask(method, url, { patience, headers, body });
  if (!expected.includes(status)) {
    throw new outside.Unanswered(`${method} ${new URL(url).pathname}: answered ${status}`);
  }
  if (status === 413) return { status, body: undefined };
  try {
    return { status, body: JSON.parse(text) };
  } catch (error) {
    throw new outside.Unanswered(`${method} ${new URL(url).pathname}: answered no JSON`, { cause: error });
  }
};

/** What a carrier has answered, by its schema. @throws Unanswered when it does not say what it has to */
export const read = <S extends z.ZodType>(schema: S, body: unknown): z.output<S> => {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new outside.Unanswered(`answered what cannot be read: ${z.prettifyError(result.error)}`);
};

/** What stands on a parcel. */
export const Waybill = z.string().trim().min(1).max(200);
/** Where a label is: a page of the web, for a shop's browser opens it. Anything else is none, and hides nothing beside it. */
export const LabelUrl = z.url({ protocol: /^https?$/ }).max(2000).optional().catch(undefined);

/** A scan as it comes, before anything of it is believed. */
export interface Reported {
  readonly step: unknown;
  readonly at: unknown;
  readonly place: unknown;
}

/** A text as a carrier writes it, or a number that it has in place of one. */
export const textOf = (value: unknown, max: number): string =>
  typeof value === 'string' || typeof value === 'number' ? legible(String(value).trim(), max) : '';

/** The name of a parcel in a notice, ours or the carrier's; who says none says nothing of any parcel. */
export const ParcelName = z.string().trim().min(1).max(200);

/**
 * A scan as a carrier reports it, whatever is in it: a step that we do not know keeps the carrier's word for it, and
 * never stands in the way of those that we know.
 * @param heardAt stands for a time that cannot be read
 */
export const scanFrom = (
  { step, at, place }: Reported,
  stepOf: (word: string) => string | undefined,
  heardAt: Instant,
): Scan => {
  const said = textOf(step, 100);
  const word = stepOf(said);
  const mishap = Mishap.safeParse(word).data;
  const known = mishap ? 'exception' : ScanStep.safeParse(word).data;
  return {
    step: known ?? 'unknown',
    at: timeIn(at) ?? heardAt,
    place: textOf(place, 200),
    ...(mishap && { mishap }),
    ...(!known && { said }),
  };
};

/**
 * All scans of a parcel as a carrier lists them. One whose time cannot be read has that of the one before, so that it is
 * the same scan whenever it is listed again.
 */
export const scansFrom = (
  reported: readonly Reported[],
  stepOf: (word: string) => string | undefined,
): Scan[] => {
  let before = instant(0);
  return reported.map((one) => {
    const scan = scanFrom(one, stepOf, before);
    before = scan.at;
    return scan;
  });
};
