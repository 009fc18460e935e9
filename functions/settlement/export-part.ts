import { job } from '../../shared/kernel/doors/job.ts';
import { ledger } from '../../shared/ledger/public.ts';
import { settlementExported } from '../../shared/settlement/events.ts';
import { manifestOf, paidBy } from '../../shared/settlement/export.ts';
import { contentOf, partIdOf, remainder, unwritten } from '../../shared/settlement/export-part.ts';
import { ExportPartMessage } from '../../shared/settlement/messages.ts';
import { finishRun, partNumbers } from '../../shared/settlement/run.ts';
import { statementIdOf } from '../../shared/settlement/statement.ts';
import { exportFiles, exportParts, keepPart, runMerchants, runs, statements } from '../../shared/settlement/store.ts';
import { writePart } from '../../shared/settlement/write-export.ts';

/** Goes on where an earlier run has stopped. Whoever finishes last writes the manifest: with it the day is complete. */
export const { contract, handler } = job({
  summary: 'Writes one part of a business day to the exports bucket: statements and their lines, or the ledger.',
  queue: 'parts',
  message: ExportPartMessage,
  touches: [
    runs.need,
    runs.save,
    runMerchants.of,
    exportParts.get,
    keepPart,
    statements.get,
    ledger.inOrder,
    exportFiles.writeOnce,
    exportFiles.read,
  ],
  emits: [settlementExported],
  timeout: 840_000,
  memory: 1769,
}, async ({ message: { date, part }, now, commit }) => {
  const run = await runs.need(date);
  if (run.state === 'exported' || !run.parts) return;
  const id = partIdOf(run, part);
  const state = await exportParts.get(id) ?? unwritten(id);
  if (!state.done) {
    const content = contentOf(run, run.parts, part, await runMerchants.of(run));
    const pieces = remainder(part, content, state, {
      statement: (shop, of) => statements.get(statementIdOf(shop, date, of)),
      entries: ledger.inOrder,
    });
    await writePart(exportFiles, date, state, pieces, keepPart);
  }
  const parts = await Promise.all(partNumbers(run).map((one) => exportParts.get(partIdOf(run, one))));
  if (!parts.every((one) => one?.done)) return;
  const files = parts.flatMap((one) => one!.files);
  const missing = parts.flatMap((one) => one!.missing);
  await exportFiles.writeOnce(`${date}/manifest.json`, manifestOf(run, files, missing), 'application/json');
  await commit({ writes: [runs.save(finishRun(run, { files: files.length + 1, net: paidBy(files) }, now))] });
});
