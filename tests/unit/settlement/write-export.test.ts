import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/clock.ts';
import { manifestOf, type ExportFile } from '../../../shared/settlement/export.ts';
import { writeExport } from '../../../shared/settlement/write-export.ts';

const date = '2026-11-22';
const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

/** A bucket in memory. Its writes fail as soon as `broken` says so, asked with how many there have been. */
const bucket = (broken: (writes: number) => boolean) => {
  const kept = new Map<string, string>();
  let writes = 0;
  const write = async (path: string, content: string): Promise<void> => {
    if (broken(writes)) throw new Error('broken');
    writes += 1;
    kept.set(path, content);
  };
  return {
    kept,
    write,
    list: async (path: string) => [...kept.keys()].filter((key) => key.startsWith(path)).map((key) => ({ path: key })),
    writeOnce: async (path: string, content: string): Promise<boolean> => {
      if (kept.has(path)) return false;
      await write(path, content);
      return true;
    },
  };
};

/** What one run would write: each finds the books a little different. */
const contentsOf = (run: number) => async () => {
  const content = `run ${run}`;
  const file = (name: string): ExportFile => ({ name, content, rows: 1, sha256: sha256(content), totals: {} });
  const files = [file('statements.csv'), file('lines.csv'), file('ledger.csv')];
  return { files, manifest: manifestOf({ id: date, ledgerFrom: instant(0), ledgerTo: instant(0) }, files, []) };
};

it("a day's files are what its manifest says, whatever run broke down before and whatever run comes after [SET-07]", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 3 }), async (breaksAt, later) => {
      let repaired = false;
      const folder = bucket((writes) => !repaired && writes === breaksAt);
      await writeExport(folder, date, contentsOf(0)).catch(() => undefined);
      repaired = true;
      for (let run = 1; run <= later; run += 1) expect(await writeExport(folder, date, contentsOf(run))).toBe(4);
      const { files } = JSON.parse(folder.kept.get(`${date}/manifest.json`)!) as {
        files: { key: string; sha256: string }[];
      };
      expect(files).toHaveLength(3);
      for (const file of files) {
        expect(sha256(folder.kept.get(file.key.replace('settlements/', ''))!)).toBe(file.sha256);
      }
    }),
  );
});
