import { createHash } from 'node:crypto';
import type { Instant } from '../values/clock.ts';

/** What a record tells of a change: the fields that are other than before. None before: it was made. */
export interface AuditedChange {
  /** Its partition: `ORDER#ord_…`. */
  readonly thing: string;
  readonly before: object | null;
  readonly after: { readonly id: string };
}

/** What is known of an audited act before it has its place in a chain. */
export interface AuditedAct {
  readonly at: Instant;
  /** An account's id, or the command of an operator. */
  readonly actor: string;
  /** `identity/freeze-account` */
  readonly useCase: string;
  readonly kind: 'change' | 'read';
  /** The id of what was changed or looked at. */
  readonly thing?: string | undefined;
  /** The account or the shop that it is about. */
  readonly subject?: string | undefined;
  readonly reason?: string | undefined;
  /** The network address that the request came from. */
  readonly address?: string | undefined;
  readonly correlationId: string;
  /** Input and changes as JSON. Apart, so that what the law has to be erased can be, and the chain still holds. */
  readonly details: string;
}

/** Who did what to whom, and why. Written once; each holds the hash of the one before it in its chain. */
export interface AuditRecord extends AuditedAct {
  /** `2026-11-28.07.0000000012`: its day (UTC), its chain, its place in it. */
  readonly id: string;
  readonly detailsHash: string;
  /** The hash of the record before; empty for the first of a day. */
  readonly previous: string;
  readonly hash: string;
}

/** Where a chain ends: how many records it has, and the hash of the last. */
export interface ChainHead {
  readonly length: number;
  readonly hash: string;
}

export const emptyChain: ChainHead = { length: 0, hash: '' };

export const auditIdOf = (date: string, shard: number, place: number): string =>
  `${date}.${String(shard).padStart(2, '0')}.${String(place).padStart(10, '0')}`;

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** SHA-256 over everything that a record says (its details by their hash) and over the hash of the record before it. */
const hashOf = (record: Omit<AuditRecord, 'hash' | 'details'>): string => {
  const { id, at, actor, useCase, kind, thing, subject, reason, address, correlationId, detailsHash, previous } =
    record;
  return digest(JSON.stringify(
    [previous, id, at, actor, useCase, kind, thing, subject, reason, address, correlationId, detailsHash].map((part) =>
      part ?? null
    ),
  ));
};

/** The next record of a chain. */
export const chained = (head: ChainHead, date: string, shard: number, act: AuditedAct): AuditRecord => {
  const record = {
    ...act,
    id: auditIdOf(date, shard, head.length + 1),
    detailsHash: digest(act.details),
    previous: head.hash,
  };
  return { ...record, hash: hashOf(record) };
};

/**
 * What is wrong with a chain, given whole and in order: a record that is missing, was put in, or says something else than
 * it did. Empty when all is as it was written.
 * @param head where it must end, if that is known from elsewhere
 */
export const faultsOf = (records: readonly AuditRecord[], date: string, shard: number, head?: ChainHead): string[] => {
  const faults: string[] = [];
  let previous = '';
  for (const [i, record] of records.entries()) {
    const expected = auditIdOf(date, shard, i + 1);
    if (record.id !== expected) return [...faults, `${expected} is missing`];
    if (record.previous !== previous) faults.push(`${record.id} does not follow the record before it`);
    if (record.hash !== hashOf(record)) faults.push(`${record.id} has been changed`);
    if (record.detailsHash !== digest(record.details)) faults.push(`the details of ${record.id} have been changed`);
    previous = record.hash;
  }
  if (head && head.length !== records.length) faults.push(`${auditIdOf(date, shard, records.length + 1)} is missing`);
  else if (head && head.hash !== previous) {
    faults.push(`${auditIdOf(date, shard, records.length)} is not the one that was sealed`);
  }
  return faults;
};

/** Bytes of JSON that a record keeps of one value; of a larger one it keeps the hash. */
const largest = 2048;

const kept = (value: unknown): unknown => {
  const text = JSON.stringify(value) ?? 'null';
  return text.length <= largest ? JSON.parse(text) : { bytes: Buffer.byteLength(text), sha256: digest(text) };
};

/** The top-level fields in which two states differ, each before and after. */
const differences = ({ before, after }: AuditedChange): Record<string, { before?: unknown; after?: unknown }> => {
  const [old, now] = [(before ?? {}) as Record<string, unknown>, after as Record<string, unknown>];
  return Object.fromEntries(
    [...new Set([...Object.keys(old), ...Object.keys(now)])]
      .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]))
      .map((field) => [field, {
        ...(old[field] !== undefined && { before: kept(old[field]) }),
        ...(now[field] !== undefined && { after: kept(now[field]) }),
      }]),
  );
};

/** The details of a record. */
export const detailsOf = (input: unknown, changes: readonly AuditedChange[]): string =>
  JSON.stringify({
    input: kept(input),
    changes: changes.map((change) => ({ thing: change.thing, fields: differences(change) })),
  });

/**
 * Whom an act is about: the account or the shop that what was changed, else what was answered, else what was asked for,
 * names as its own.
 */
export const subjectIn = (...known: readonly unknown[]): string | undefined => {
  for (const one of known) {
    if (typeof one !== 'object' || one === null) continue;
    const { accountId, buyerId, merchantId, items } = one as Record<string, unknown>;
    const found = [accountId, buyerId, merchantId].find((id) => typeof id === 'string') as string | undefined;
    if (found) return found;
    if (Array.isArray(items) && items.length === 1) return subjectIn(items[0]);
  }
  return undefined;
};
