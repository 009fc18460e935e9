import { createHash } from 'node:crypto';
import { encodeTime, monotonicFactory } from 'ulid';
import * as z from 'zod';
import type { Instant } from './clock.ts';

/** Every kind of id, with the prefix that names it in logs and refuses a wrong one at the door. */
const prefixes = {
  account: 'acc',
  address: 'adr',
  agreement: 'agr',
  announcement: 'anc',
  application: 'app',
  carrierNotice: 'cnt',
  cartLine: 'cln',
  category: 'cat',
  checkout: 'chk',
  correction: 'cor',
  discrepancy: 'dis',
  document: 'doc',
  entry: 'ent',
  event: 'evt',
  freightQuote: 'fqt',
  image: 'img',
  importJob: 'imp',
  listing: 'lst',
  merchant: 'mer',
  message: 'msg',
  movement: 'mov',
  notice: 'ntc',
  order: 'ord',
  orderLine: 'oln',
  payment: 'pay',
  paymentException: 'pex',
  payout: 'pot',
  pushSubscription: 'psb',
  refund: 'rfd',
  rulebookProposal: 'rbp',
  shipment: 'shp',
  sku: 'sku',
  statement: 'stm',
  statementLine: 'stl',
  deadline: 'due',
} as const;

export type IdKind = keyof typeof prefixes;
export type Id<K extends IdKind> = string & z.core.$brand<K>;
export type NewId = <K extends IdKind>(kind: K) => Id<K>;

/** The schema of one kind of id: `ord_01K…`, its prefix and a ULID. */
export const id = <K extends IdKind>(kind: K): z.core.$ZodBranded<z.ZodString, K> =>
  z.string().regex(new RegExp(`^${prefixes[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`), `must be an id like ${prefixes[kind]}_…`)
    .meta({ idOf: kind, examples: [`${prefixes[kind]}_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A`] }).brand<K>() as z.core.$ZodBranded<
      z.ZodString,
      K
    >;

const ulid = monotonicFactory();

/** Makes ids that sort by `now` and by order of making within one millisecond. */
export const idsAt = (now: Instant): NewId => {
  const time = Date.parse(now);
  return <K extends IdKind>(kind: K) => `${prefixes[kind]}_${ulid(time)}` as Id<K>;
};

/**
 * The id that follows from what it stands for: the same seed gives the same id, so that work done again finds what it
 * has made.
 */
export const derivedId = <K extends IdKind>(kind: K, seed: string): Id<K> => {
  const bytes = createHash('sha256').update(`${kind}\n${seed}`).digest();
  const letters = Array.from(bytes.subarray(0, 26), (byte) => crockford[byte % 32]);
  return `${prefixes[kind]}_${letters.join('')}` as Id<K>;
};

/** The id that follows from what it stands for and sorts by the time at which that happened. */
export const derivedIdAt = <K extends IdKind>(kind: K, seed: string, at: Instant): Id<K> => {
  const derived = derivedId(kind, `${at}\n${seed}`);
  return `${prefixes[kind]}_${encodeTime(Date.parse(at), 10)}${derived.slice(-16)}` as Id<K>;
};

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export type AccountId = z.infer<typeof AccountId>;
/** An account's id is the user pool's subject, which no client chooses: a UUID, but not of a variant that RFC 9562 knows. */
export const AccountId = z.guid().brand('account');
export type MerchantId = Id<'merchant'>;
export const MerchantId = id('merchant');
