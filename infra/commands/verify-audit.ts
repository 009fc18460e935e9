/**
 * `npx node infra/commands/verify-audit.ts [--from 2026-11-01] [--stage prod]`: recomputes every hash of the audit trail,
 * compares each day with its seal and each seal with the one before, with the operator's own AWS credentials. Exits with 1
 * when anything is not as it was written.
 */
import { parseArgs } from 'node:util';
import { sealedDays, sealPath, unsealed, verified, type SealedDay } from '../../shared/audit/seal.ts';
import { chainsOf, sealFiles, textOf } from '../../shared/audit/store.ts';
import { audit } from '../../shared/kernel/policy/audit-store.ts';
import { utcDateOf } from '../../shared/kernel/values/clock.ts';
import { invocation } from '../../shared/kernel/doors/invocation.ts';
import { answerHelp } from './answer-help.ts';
import { asOperator } from './as-operator.ts';

answerHelp(import.meta.filename);

try {
  const { values: { stage, from } } = parseArgs({
    options: {
      stage: { type: 'string', default: 'dev' },
      from: { type: 'string', default: '0000-00-00' },
    },
  });
  const touches = [audit.chain, sealFiles.list, sealFiles.read];
  await asOperator({ useCase: 'audit/verify-audit', stage, touches }, async () => {
    const sealed = sealedDays(await sealFiles.list(''));
    const open = unsealed(sealed.at(-1), utcDateOf(invocation().now));
    const days: SealedDay[] = [];
    let count = 0;
    let shown = 0;
    for (const date of [...sealed, ...open].filter((day) => day >= from)) {
      const isSealed = sealed.includes(date);
      const chains = await chainsOf(date);
      const records = chains.reduce((sum, chain) => sum + chain.records.length, 0);
      count += records;
      days.push({ date, chains, text: isSealed ? await textOf(sealPath(date)) : undefined });
      // What is not there is looked at as well, but nothing waits to be sealed of a day on which nothing was done.
      if (!isSealed && records === 0) continue;
      shown += 1;
      console.log(`${date}  ${String(records).padStart(8)} records  ${isSealed ? 'sealed' : 'not sealed yet'}`);
    }
    const faults = verified(days);
    for (const fault of faults) console.error(fault);
    if (faults.length > 0) process.exitCode = 1;
    else console.log(`${count} records of ${shown} days are as they were written.`);
  });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
