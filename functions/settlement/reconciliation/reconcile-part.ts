import { dateAfter } from '../../../shared/kernel/values/calendar.ts';
import { utcMidnight } from '../../../shared/kernel/values/clock.ts';
import { job } from '../../../shared/kernel/doors/job.ts';
import { ledger } from '../../../shared/ledger/public.ts';
import { provider } from '../../../shared/payments/public.ts';
import { askForNextDay } from '../../../shared/settlement/reconciliation/ask-reconciliation.ts';
import { discrepancyFound } from '../../../shared/settlement/events.ts';
import { comparedFiles, comparedManifestOf } from '../../../shared/settlement/export.ts';
import { feeEntries } from '../../../shared/settlement/fees.ts';
import { ReconcilePart } from '../../../shared/settlement/messages.ts';
import { perFile } from '../../../shared/settlement/policy.ts';
import {
  allOnClearing,
  comparePart,
  finish,
  judgedFrom,
} from '../../../shared/settlement/reconciliation/reconciliation.ts';
import {
  ofPart,
  partNumbersOf,
  partReconciled,
  reconciledPartId,
} from '../../../shared/settlement/reconciliation/reconciling.ts';
import { advanceTo } from '../../../shared/settlement/run.ts';
import {
  comparedFolder,
  discrepancies,
  keepReconciled,
  progress,
  reconciledParts,
  reconciliations,
  reconcilings,
} from '../../../shared/settlement/store.ts';

/** Whoever finishes last puts the parts together, and asks for the next day. */
export const { contract, handler } = job({
  summary:
    "Compares one part of the references of a day in the provider's statement and in the ledger, writes it to the exports bucket, and books its fees.",
  queue: 'parts',
  message: ReconcilePart,
  touches: [
    reconcilings.need,
    reconciliations.get,
    reconciliations.save,
    reconciledParts.get,
    keepReconciled,
    progress.get,
    progress.save,
    discrepancies.save,
    ledger.between,
    provider.statement,
    comparedFolder.writeOnce,
    askForNextDay,
  ],
  emits: [discrepancyFound],
  timeout: 840_000,
  memory: 1769,
}, async ({ message: { date, part }, now, commit }) => {
  const yesterday = dateAfter(date, -1);
  const [day, report] = await Promise.all([reconcilings.need(date), reconciliations.get(date)]);
  if (report) return askForNextDay(now);
  if (!await reconciledParts.get(reconciledPartId(date, part))) {
    const concerns = ofPart(day, part);
    const [before, statement, posted] = await Promise.all([
      provider.statement(yesterday, concerns),
      provider.statement(date, concerns),
      allOnClearing(ledger.between(judgedFrom(date), now), concerns),
    ]);
    const { compared, movements, found } = comparePart(date, { before, day: statement, posted }, now);
    const files = comparedFiles(movements, part, perFile.entries);
    for (const { name, content } of files) await comparedFolder.writeOnce(`${date}/${name}`, content, 'text/csv');
    const fees = feeEntries(provider.name, statement.lines, now);
    await keepReconciled(partReconciled(date, part, compared, files), found, fees);
  }
  const [last, mark, ...parts] = await Promise.all([
    reconciliations.get(yesterday),
    progress.get('reconciled'),
    ...partNumbersOf(day).map((one) => reconciledParts.get(reconciledPartId(date, one))),
  ]);
  const done = parts.filter((one) => one !== undefined);
  if (done.length < parts.length) return;
  const finished = finish(date, { provider: provider.name, parts: done, last }, now);
  const manifest = comparedManifestOf(finished.report.after, done.flatMap(({ files }) => files));
  await comparedFolder.writeOnce(`${date}/manifest.json`, manifest, 'application/json');
  const next = advanceTo('reconciled', mark, utcMidnight(dateAfter(date, 1)));
  await commit({
    writes: [
      reconciliations.save(finished.report),
      ...finished.found.map(discrepancies.save),
      progress.save(next),
    ],
  });
  await askForNextDay(now);
});
