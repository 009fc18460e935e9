import { auditTrailBroken } from '../../shared/audit/events.ts';
import { latestOver, recordsPath, sealedDays, sealOf, sealPath, unsealed } from '../../shared/audit/seal.ts';
import { chainsOf, raiseAuditAlarm, sealFiles, textOf } from '../../shared/audit/store.ts';
import { audit } from '../../shared/kernel/policy/audit-store.ts';
import { publish } from '../../shared/kernel/metrics.ts';
import { schedule } from '../../shared/kernel/doors/schedule.ts';

export const { contract, handler } = schedule({
  summary: "Checks the chains of a day's audit records and seals them in the bucket of exports.",
  every: 'day',
  at: '10:00',
  touches: [audit.chain, sealFiles.list, sealFiles.read, sealFiles.write, sealFiles.writeOnce, raiseAuditAlarm],
  emits: [auditTrailBroken],
  timeout: 300_000,
  memory: 1024,
}, async ({ now, commit }) => {
  let last = sealedDays(await sealFiles.list('')).at(-1);
  for (const date of unsealed(last, latestOver(now))) {
    const before = last === undefined ? undefined : { date: last, text: await textOf(sealPath(last)) };
    const { records, seal, faults } = sealOf(date, await chainsOf(date), before);
    publish('auditFaults', faults.length);
    if (faults.length > 0) {
      await commit({
        writes: [raiseAuditAlarm(now, auditTrailBroken({ date, faults: faults.slice(0, 20), at: now }))],
      });
    }
    await sealFiles.write(recordsPath(date), records, 'application/jsonl');
    await sealFiles.writeOnce(sealPath(date), seal, 'application/json');
    last = date;
  }
});
