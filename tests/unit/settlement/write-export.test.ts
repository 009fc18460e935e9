import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, days, instant, type Instant } from '../../../shared/kernel/values/clock.ts';
import { derivedId, type MerchantId } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { inOrder } from '../../../shared/kernel/files/streams.ts';
import { release, type Entry } from '../../../shared/ledger/public.ts';
import { manifestOf } from '../../../shared/settlement/export.ts';
import {
  contentOf,
  partIdOf,
  placeOf,
  remainder,
  unwritten,
  type ExportPart,
} from '../../../shared/settlement/export-part.ts';
import { perFile } from '../../../shared/settlement/policy.ts';
import { beginExport, partNumbers, startRun, type SettlementRun } from '../../../shared/settlement/run.ts';
import type { Statement } from '../../../shared/settlement/statement.ts';
import { writePart } from '../../../shared/settlement/write-export.ts';

const date = '2026-11-22';
const from = instant(Date.UTC(2026, 10, 22));
const to = after(from, days(1));
const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');
const shopOf = (n: number): MerchantId => derivedId('merchant', `shop ${n}`);

const statementOf = (shop: MerchantId, part: number, lines: number, more: boolean): Statement => ({
  id: derivedId('statement', `${shop} ${part}`),
  version: 1,
  merchantId: shop,
  date,
  part,
  more,
  currency: 'BRL',
  totals: { items: money(5, 'BRL'), freight: money(0, 'BRL'), commission: money(0, 'BRL'), net: money(5, 'BRL') },
  orders: [{
    orderId: derivedId('order', `${shop} ${part}`),
    refunded: money(0, 'BRL'),
    items: money(5, 'BRL'),
    freight: money(0, 'BRL'),
    commission: money(0, 'BRL'),
    net: money(5, 'BRL'),
    lines: Array.from({ length: lines }, (_, line) => ({
      lineId: derivedId('orderLine', `${line}`),
      skuId: derivedId('sku', `${line}`),
      quantity: 1,
      items: money(5, 'BRL'),
      freight: money(0, 'BRL'),
      commissionRate: 0,
      commission: money(0, 'BRL'),
    })),
  }],
  issuedAt: from,
});

interface Day {
  readonly run: SettlementRun;
  readonly shops: readonly MerchantId[];
  readonly statements: ReadonlyMap<string, Statement>;
  readonly entries: readonly Entry[];
}

/** A day in memory, with the folder and the progress that its runs leave. */
const exporting = ({ run, shops, statements, entries }: Day) => {
  const folder = new Map<string, string>();
  const kept = new Map<string, ExportPart>();
  const steps = { done: 0, diesAt: Infinity };
  const step = (): void => {
    if (steps.done === steps.diesAt) throw new Error('died');
    steps.done += 1;
  };
  const files = {
    writeOnce: async (path: string, content: string): Promise<boolean> => {
      if (folder.has(path)) return false;
      step();
      folder.set(path, content);
      return true;
    },
    read: async (path: string) =>
      (async function*() {
        yield Buffer.from(folder.get(path)!);
      })(),
  };
  const exportPart = async (part: number): Promise<void> => {
    const id = partIdOf(run, part);
    const state = kept.get(id) ?? unwritten(id);
    if (state.done) return;
    const pieces = remainder(part, contentOf(run, run.parts!, part, shops), state, {
      statement: async (shop, of) => statements.get(`${shop} ${of}`),
      entries: async function*(begin, end, behind = '') {
        yield* entries.filter((one) => one.at >= begin && one.at < end && placeOf(one) > behind);
      },
    }, { entries: 4, lines: 3 });
    await writePart(files, date, state, pieces, async ({ before, after: next }) => {
      expect(before?.version ?? 0).toBe(kept.get(id)?.version ?? 0);
      step();
      kept.set(id, next);
    });
  };
  return {
    folder,
    steps,
    exportAll: async (): Promise<void> => {
      for (const part of partNumbers(run)) await exportPart(part);
    },
    manifest: (): string => {
      const parts = partNumbers(run).map((part) => kept.get(partIdOf(run, part))!);
      return manifestOf(run, parts.flatMap((one) => one.files), parts.flatMap(({ missing }) => missing));
    },
  };
};

const day = fc.record({
  entries: fc.array(fc.nat(days(1) - 1), { maxLength: 40 }),
  statements: fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }), { maxLength: 6 }),
  unfinished: fc.nat(6),
  parts: fc.record({ statements: fc.integer({ min: 1, max: 3 }), ledger: fc.integer({ min: 1, max: 4 }) }),
}).map(({ entries: times, statements: issued, unfinished, parts }): Day => {
  const shops = issued.map((_, n) => shopOf(n));
  const statements = new Map(
    issued.flatMap((lines, n) =>
      lines.map((count, i): [string, Statement] => {
        const more = i + 1 < lines.length || n === unfinished;
        return [`${shops[n]} ${i + 1}`, statementOf(shops[n]!, i + 1, count, more)];
      })
    ),
  );
  const { after: run } = startRun({ date, merchants: shops.length, ledgerFrom: from, ledgerTo: to }, from);
  const entries = times.map((time, n): Entry => {
    const about = { orderId: derivedId('order', `${n}`), merchantId: shopOf(n % 3) };
    return release(about, money(n + 1, 'BRL'), after(from, time));
  }).toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return { run: { ...run, parts }, shops, statements, entries };
});

describe("a day's export", () => {
  it('comes to the same bytes wherever runs have died, each file written once [SET-07]', async () => {
    await fc.assert(fc.asyncProperty(day, fc.array(fc.nat(12), { maxLength: 4 }), async (of, deaths) => {
      const [whole, broken] = [exporting(of), exporting(of)];
      await whole.exportAll();
      for (const further of deaths) {
        broken.steps.diesAt = broken.steps.done + further;
        await broken.exportAll().catch((error: Error) => expect(error.message).toBe('died'));
      }
      broken.steps.diesAt = Infinity;
      await broken.exportAll();
      expect([...broken.folder].toSorted()).toEqual([...whole.folder].toSorted());
      expect(broken.manifest()).toBe(whole.manifest());
      expect(broken.steps.done).toBe(whole.steps.done);
    }));
  });

  it('holds every statement and entry of the day once, in order, in however many parts, as the manifest says [SET-07]', async () => {
    await fc.assert(fc.asyncProperty(day, async (of) => {
      const { folder, exportAll, manifest } = exporting(of);
      await exportAll();
      const { files, missing } = JSON.parse(manifest()) as {
        files: { key: string; rows: number; sha256: string; totals: Record<string, number> }[];
        missing: string[];
      };
      const contents = files.map(({ key }) => folder.get(key.replace('settlements/', ''))!);
      expect(files.map(({ sha256: hash }) => hash)).toEqual(contents.map(sha256));
      expect(folder.size).toBe(files.length);
      const rows = (kind: string): string[] =>
        files.flatMap(({ key }, i) => key.includes(`/${kind}`) ? contents[i]!.trimEnd().split('\n').slice(1) : []);
      const [postings, lines] = [rows('ledger'), rows('lines')];
      expect(postings.filter((_, i) => i % 2 === 0).map((row) => row.split(',')[0])).toEqual(
        of.entries.map(({ id }) => id),
      );
      expect(rows('statements').map((row) => row.split(',')[0])).toEqual(
        [...of.statements.values()].map(({ id }) => id),
      );
      expect(lines).toHaveLength(
        [...of.statements.values()].reduce((sum, { orders }) => sum + orders[0]!.lines.length, 0),
      );
      const unfinished = of.shops.filter((shop) =>
        [...of.statements.values()].filter(({ merchantId }) => merchantId === shop).at(-1)?.more !== false
      );
      expect(missing).toEqual(unfinished);
    }));
  });

  it('never takes for its own what another has written under its name', async () => {
    const { run } = startAt(0);
    const one = exporting({ run, shops: [], statements: new Map(), entries: [] });
    one.folder.set(`${date}/statements.csv`, 'something else');
    await expect(one.exportAll()).rejects.toThrow('holds something else');
  });

  it('has the parts that a day of 10 million entries and 100,000 shops needs, and one of each on a small day', () => {
    const { run } = startAt(100_000);
    const { after: large } = beginExport({ ...run, merchants: 40_000 }, 10e6);
    expect(large.parts).toEqual({ statements: 80, ledger: 20 });
    expect(partNumbers(large)).toHaveLength(100);
    expect(beginExport({ ...run, merchants: 0 }, 0).after.parts).toEqual({ statements: 1, ledger: 1 });
    expect(partNumbers(run)).toEqual([]);
  });
});

const startAt = (merchants: number): { run: SettlementRun } => {
  const { after: run } = startRun({ date, merchants, ledgerFrom: from, ledgerTo: to }, from);
  return { run: merchants === 0 ? { ...run, parts: { statements: 1, ledger: 1 } } : run };
};

it('holds no more entries of a day at once than a file has, and what is read ahead, however many there are', async () => {
  const [shards, each, page] = [8, 40_000, 200];
  let [made, released, most] = [0, 0, 0];
  /** One partition, read by the page. */
  async function* partition(shard: number): AsyncGenerator<Entry> {
    for (let read = 0; read < each; read += page) {
      const entries = Array.from({ length: page }, (_, i): Entry => {
        const place = (read + i) * shards + shard;
        return { id: `e${String(place).padStart(9, '0')}`, at: after(from, place), kind: 'correction', postings: [] };
      });
      made += page;
      most = Math.max(most, made - released);
      yield* entries;
    }
  }
  const { after: run } = startRun({ date, merchants: 0, ledgerFrom: from, ledgerTo: to }, from);
  const content = contentOf(run, { statements: 1, ledger: 1 }, 1, []);
  const pieces = remainder(1, content, unwritten('x'), {
    statement: async () => undefined,
    entries: (): AsyncIterable<Entry> =>
      inOrder(Array.from({ length: shards }, (_, shard) => partition(shard)), placeOf),
  });
  let last: Instant | string = '';
  await writePart(
    { writeOnce: async () => true, read: () => Promise.reject(new Error('nothing is there')) },
    date,
    unwritten('x'),
    pieces,
    async ({ after: { next, pieces: number } }) => {
      expect(next! > last).toBe(true);
      last = next!;
      released = Math.min(number * perFile.entries, shards * each);
    },
  );
  expect(released).toBe(shards * each);
  expect(most).toBeLessThanOrEqual(perFile.entries + 2 * shards * page);
});
