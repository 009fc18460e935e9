import * as z from 'zod';
import { deadline } from '../../shared/kernel/deadline.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { settlementExported } from '../../shared/settlement/events.ts';
import { ledgerFile, linesFile, manifestOf, statementsFile } from '../../shared/settlement/export.ts';
import { finishRun } from '../../shared/settlement/run.ts';
import { allIssued, partsIn, statementIdOf } from '../../shared/settlement/statement.ts';
import { exportFiles, runMerchants, runs, statements } from '../../shared/settlement/store.ts';
import { writeExport } from '../../shared/settlement/write-export.ts';

export const { contract, handler } = deadline({
  summary:
    'Writes what belongs to a business day that is over to the exports bucket: statements, their lines, the ledger, with a manifest.',
  payload: z.strictObject({ date: z.iso.date() }),
  touches: [
    runs.need,
    runs.save,
    runMerchants.of,
    statements.get,
    ledger.between,
    exportFiles.list,
    exportFiles.write,
    exportFiles.writeOnce,
  ],
  emits: [settlementExported],
  timeout: 600_000,
  memory: 2048,
}, async ({ payload: { date }, now, commit }) => {
  const run = await runs.need(date);
  if (run.state === 'exported') return;
  // By the ids that they must have: no list that lags behind is asked.
  const shops = await runMerchants.of(run);
  const parts = await Promise.all(
    shops.map((merchantId) => partsIn((part) => statements.get(statementIdOf(merchantId, date, part)))),
  );
  const issued = parts.flat();
  const missing = shops.filter((_, i) => !allIssued(parts[i]!));
  const written = await writeExport(exportFiles, date, async () => {
    const entries = await Array.fromAsync(ledger.between(run.ledgerFrom, run.ledgerTo));
    const files = [statementsFile(issued), linesFile(issued), ledgerFile(entries)];
    return { files, manifest: manifestOf(run, files, missing) };
  });
  await commit({ writes: [runs.save(finishRun(run, written, now))] });
});
