/** The platform's settlement exports, as finance downloads and checks them. */
import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { Visitor } from '../visitors/people.ts';
import { send } from '../visitors/site.ts';

const Manifest = z.object({ files: z.array(z.object({ key: z.string(), rows: z.int(), sha256: z.string() })) });
const minor = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);
const Statement = z.object({ statement: z.string(), merchant: z.string(), paid_out: minor, payout: z.string() });
const Line = z.object({
  statement: z.string(),
  merchant: z.string(),
  order: z.string(),
  items: minor,
  freight: minor,
  commission: minor,
});
const Posting = z.object({
  kind: z.string(),
  at: z.string(),
  order: z.string(),
  account: z.string(),
  amount: minor,
  reference: z.string(),
});

export type ExportFile = z.infer<typeof Manifest>['files'][number];

/** A day's export, every file of it checked against the manifest. */
export interface ExportedDay {
  readonly date: string;
  readonly files: readonly ExportFile[];
  readonly statements: readonly z.infer<typeof Statement>[];
  readonly lines: readonly z.infer<typeof Line>[];
  readonly ledger: readonly z.infer<typeof Posting>[];
}

/** Downloads a day's export. @throws Error when a file is missing or is not what the manifest says */
export const download = async (finance: Visitor, date: string): Promise<ExportedDay> => {
  const { files: links } = await finance.call('GET /operator/v1/settlements/{date}/files', { date });
  const fetched = async (name: string): Promise<string> => {
    const key = `settlements/${date}/${name}`;
    const link = links.find((one) => one.key === key);
    if (!link) throw new Error(`${key} is missing`);
    return send(finance.site, async () => (await fetch(link.url)).text());
  };
  const { files } = Manifest.parse(JSON.parse(await fetched('manifest.json')));
  /** A large day has several files of a kind, in order. */
  const rows = async <T>(kind: string, schema: z.ZodType<T>): Promise<T[]> => {
    const found: T[] = [];
    for (const listed of files.filter(({ key }) => key.startsWith(`settlements/${date}/${kind}`))) {
      const name = listed.key.split('/').at(-1)!;
      const content = await fetched(name);
      const some = z.array(schema).parse(parse(content, { columns: true }));
      if (listed.sha256 !== createHash('sha256').update(content).digest('hex') || listed.rows !== some.length) {
        throw new Error(`${name} of ${date} is not what the manifest says`);
      }
      found.push(...some);
    }
    return found;
  };
  const [statements, lines, ledger] = await Promise.all([
    rows('statements', Statement),
    rows('lines', Line),
    rows('ledger', Posting),
  ]);
  return { date, files, statements, lines, ledger };
};

/** The days that have been exported, newest first. */
export const exportedDates = async (finance: Visitor): Promise<string[]> => {
  const dates: string[] = [];
  for (let cursor: string | undefined;;) {
    const { items, cursor: next } = await finance.call('GET /operator/v1/settlements', { limit: 100, cursor });
    dates.push(...items.filter(({ state }) => state === 'exported').map(({ date }) => date));
    if (next === undefined) return dates;
    cursor = next;
  }
};
