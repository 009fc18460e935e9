import * as z from 'zod';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { countedEntries } from '../../shared/ledger/public.ts';
import { exportPartQueue } from '../../shared/settlement/messages.ts';
import { beginExport, partNumbers } from '../../shared/settlement/run.ts';
import { runs } from '../../shared/settlement/store.ts';

export const { contract, handler } = deadline({
  summary: 'Has what belongs to a business day that is over written to the exports bucket, in parts.',
  payload: z.strictObject({ date: z.iso.date() }),
  touches: [runs.need, runs.save, countedEntries, exportPartQueue],
}, async ({ payload: { date }, commit }) => {
  let run = await runs.need(date);
  if (run.state === 'exported') return;
  if (!run.parts) {
    const begun = beginExport(run, await countedEntries(run.ledgerFrom, run.ledgerTo));
    await commit({ writes: [runs.save(begun)] });
    run = begun.after;
  }
  await exportPartQueue(partNumbers(run).map((part) => ({ key: `${date} ${part}`, message: { date, part } })));
});
