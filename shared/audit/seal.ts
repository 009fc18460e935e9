import { createHash } from 'node:crypto';
import * as z from 'zod';
import { faultsOf, type AuditRecord, type ChainHead } from '../kernel/policy/audit.ts';
import { after, utcDateOf, days, hours, type Instant } from '../kernel/values/clock.ts';

/** How long after its end (UTC) a day is sealed: a record carries the time at which its run began. */
const sealAfter = hours(1);

/** One chain of a day as it is in the table. */
export interface Chain {
  readonly shard: number;
  readonly records: readonly AuditRecord[];
  readonly head: ChainHead;
}

/** Where the chains of a day ended, kept where nobody can change it. Each seal holds the hash of the one before. */
export type Seal = z.infer<typeof Seal>;
export const Seal = z.object({
  date: z.iso.date(),
  chains: z.array(z.object({ shard: z.int(), length: z.int(), hash: z.string() })),
  /** SHA-256 of the day's file of records. */
  records: z.string(),
  previous: z.object({ date: z.iso.date(), sha256: z.string() }).optional(),
  /** What was wrong already when it was sealed. */
  faults: z.array(z.string()),
});

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

export const recordsPath = (date: string): string => `${date}/records.jsonl`;
export const sealPath = (date: string): string => `${date}/seal.json`;

/** The days of the seals among these files, oldest first. */
export const sealedDays = (files: readonly { readonly path: string }[]): string[] =>
  files.flatMap(({ path }) => /^(\d{4}-\d{2}-\d{2})\/seal\.json$/.exec(path)?.[1] ?? []).toSorted();

const dayAfter = (date: string): string => utcDateOf(after(`${date}T00:00:00.000Z` as Instant, days(1)));

/** How far the first seal of all reaches back: long enough to miss nothing, should the first runs have failed. */
const firstReach = days(31);

/** The days after the last sealed one up to `latest`, oldest first. */
export const unsealed = (lastSealed: string | undefined, latest: string): string[] => {
  const found: string[] = [];
  const first = lastSealed ? dayAfter(lastSealed) : utcDateOf(after(`${latest}T00:00:00.000Z` as Instant, -firstReach));
  for (let date = first; date <= latest; date = dayAfter(date)) found.push(date);
  return found;
};

/** The latest day that can be sealed by now. */
export const latestOver = (now: Instant): string => utcDateOf(after(now, -(days(1) + sealAfter)));

/** What is wrong with the chains of a day. */
export const faultsIn = (date: string, chains: readonly Chain[]): string[] =>
  chains.flatMap(({ shard, records, head }) => faultsOf(records, date, shard, head));

/** The two files that seal a day. Details stay in the table, so that what must be erased can be; their hashes are here. */
export const sealOf = (
  date: string,
  chains: readonly Chain[],
  before: { readonly date: string; readonly text: string } | undefined,
): { records: string; seal: string; faults: string[] } => {
  const records = chains.flatMap((chain) => chain.records)
    .map(({ details: _, ...record }) => `${JSON.stringify(record)}\n`).join('');
  const faults = faultsIn(date, chains);
  const seal: Seal = {
    date,
    chains: chains.map(({ shard, records: { length }, records: all }) => ({
      shard,
      length,
      hash: all.at(-1)?.hash ?? '',
    })),
    records: sha256(records),
    ...(before && { previous: { date: before.date, sha256: sha256(before.text) } }),
    faults,
  };
  return { records, seal: JSON.stringify(seal), faults };
};

/** A day as it can be looked at later: what the table holds, and what was sealed. */
export interface SealedDay {
  readonly date: string;
  readonly chains: readonly Chain[];
  /** The seal's file; none for a day that is not sealed yet. */
  readonly text?: string | undefined;
}

/** What is wrong with days in a row, oldest first: within each, against its seal, and from seal to seal. */
export const verified = (days: readonly SealedDay[]): string[] => {
  let before: { date: string; text: string } | undefined;
  return days.flatMap(({ date, chains, text }) => {
    if (text === undefined) return faultsIn(date, chains);
    const { chains: heads, previous } = Seal.parse(JSON.parse(text));
    const faults = chains.flatMap(({ shard, records }) =>
      faultsOf(records, date, shard, heads.find((head) => head.shard === shard))
    );
    if (before && (previous?.date !== before.date || previous.sha256 !== sha256(before.text))) {
      faults.push(`the seal of ${date} does not follow that of ${before.date}`);
    }
    before = { date, text };
    return faults;
  });
};
