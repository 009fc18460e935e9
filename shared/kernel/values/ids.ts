import { createHash } from 'node:crypto';
import { encodeTime, monotonicFactory } from 'ulid';
import * as z from 'zod';
import type { Instant } from './clock.ts';
import { idPrefixes } from '../registered.ts';

/** Every kind of id, as the contexts register them. */
export type IdKind = keyof typeof idPrefixes;
export type Id<K extends IdKind> = string & z.core.$brand<K>;
export type NewId = <K extends IdKind>(kind: K) => Id<K>;

/** The schema of one kind of id: `ord_01K…`, its prefix and a ULID. */
export const id = <K extends IdKind>(kind: K): z.core.$ZodBranded<z.ZodString, K> =>
  z.string().regex(
    new RegExp(`^${idPrefixes[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`),
    `must be an id like ${idPrefixes[kind]}_…`,
  )
    .meta({ idOf: kind, examples: [`${idPrefixes[kind]}_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A`] }).brand<
    K
  >() as z.core.$ZodBranded<
    z.ZodString,
    K
  >;

const ulid = monotonicFactory();

/** Makes ids that sort by `now` and by order of making within one millisecond. */
export const idsAt = (now: Instant): NewId => {
  const time = Date.parse(now);
  return <K extends IdKind>(kind: K) => `${idPrefixes[kind]}_${ulid(time)}` as Id<K>;
};

/**
 * The id that follows from what it stands for: the same seed gives the same id, so that work done again finds what it
 * has made.
 */
export const derivedId = <K extends IdKind>(kind: K, seed: string): Id<K> => {
  const bytes = createHash('sha256').update(`${kind}\n${seed}`).digest();
  const letters = Array.from(bytes.subarray(0, 26), (byte) => crockford[byte % 32]);
  return `${idPrefixes[kind]}_${letters.join('')}` as Id<K>;
};

/** The id that follows from what it stands for and sorts by the time at which that happened. */
export const derivedIdAt = <K extends IdKind>(kind: K, seed: string, at: Instant): Id<K> => {
  const derived = derivedId(kind, `${at}\n${seed}`);
  return `${idPrefixes[kind]}_${encodeTime(Date.parse(at), 10)}${derived.slice(-16)}` as Id<K>;
};

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export type AccountId = z.infer<typeof AccountId>;
/** An account's id is the user pool's subject, which no client chooses: a UUID, but not of a variant that RFC 9562 knows. */
export const AccountId = z.guid().brand('account');
export type MerchantId = Id<'merchant'>;
export const MerchantId = id('merchant');
