import * as z from 'zod';
import { after } from '../../shared/kernel/clock.ts';
import { deadline } from '../../shared/kernel/deadline.ts';
import { due } from '../../shared/kernel/due.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { settlementExported } from '../../shared/settlement/events.ts';
import { ledgerFile, linesFile, manifestOf, statementsFile } from '../../shared/settlement/export.ts';
import { exportAfter } from '../../shared/settlement/policy.ts';
import { closeRun, exportStep, finishRun } from '../../shared/settlement/run.ts';
import { allIssued, partsIn, statementIdOf } from '../../shared/settlement/statement.ts';
import { exportFiles, runMerchants, runs, statements } from '../../shared/settlement/store.ts';
import { writeExport } from '../../shared/settlement/write-export.ts';

export const { contract, handler } = deadline({
  summary: "Writes the day's statements, their lines and the ledger to the exports bucket, with a manifest.",
  payload: z.strictObject({ date: z.iso.date(), attempt: z.int() }),
  touches: [
    runs.need,
    runs.save,
    runMerchants.of,
    statements.get,
    ledger.between,
    due.set,
    exportFiles.list,
    exportFiles.write,
    exportFiles.writeOnce,
  ],
  emits: [settlementExported],
  timeout: 600_000,
  memory: 2048,
}, async ({ payload: { date, attempt }, now, commit }) => {
  const run = await runs.need(date);
  if (run.state === 'exported') return;
  // By the ids that they must have: no list that lags behind is asked.
  const shops = await runMerchants.of(run);
  const parts = await Promise.all(
    shops.map((merchantId) => partsIn((part) => statements.get(statementIdOf(merchantId, date, part)))),
  );
  const issued = parts.flat();
  const missing = shops.filter((_, i) => !allIssued(parts[i]!));
  const step = exportStep(run, missing.length, attempt);
  if (step === 'nothing') return;
  if (step !== 'write') {
    return commit({
      writes: [
        due.set(after(now, exportAfter), 'settlement/export-settlement', { date, attempt: attempt + 1 }),
        ...(step === 'close' ? [runs.save(closeRun(run))] : []),
      ],
    });
  }
  const written = await writeExport(exportFiles, date, async () => {
    const entries = await Array.fromAsync(ledger.between(run.ledgerFrom, run.ledgerTo));
    const files = [statementsFile(issued), linesFile(issued), ledgerFile(entries)];
    return { files, manifest: manifestOf(run, files, missing) };
  });
  await commit({ writes: [runs.save(finishRun(run, written, now))] });
});
