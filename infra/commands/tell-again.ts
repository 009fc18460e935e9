/**
 * `npx node infra/commands/tell-again.ts ORDER#ord_… [--stage prod]`: tells the bus all facts of a partition again, with
 * the operator's own AWS credentials. Whoever has had a fact ignores it; whoever missed it acts on it now.
 */
import { parseArgs } from 'node:util';
import { factsIn } from '../../shared/kernel/store/facts.ts';
import { bus } from '../../shared/kernel/doors/relay.ts';
import { asOperator } from './as-operator.ts';
import { answerHelp } from './answer-help.ts';

answerHelp(import.meta.filename);

try {
  const { values: { stage }, positionals: [partition] } = parseArgs({
    allowPositionals: true,
    options: { stage: { type: 'string', default: 'dev' } },
  });
  if (!partition?.includes('#')) {
    throw new Error('Which partition? npx node infra/commands/tell-again.ts ORDER#ord_… [--stage prod]');
  }
  await asOperator({ useCase: 'platform/tell-again', stage, touches: [bus.tell] }, async () => {
    const facts = await factsIn(partition);
    const refused = (await bus.tell(facts)).filter((taken) => !taken).length;
    if (refused > 0) throw new Error(`The bus refused ${refused} of ${facts.length} facts: run this again`);
    console.log(`Facts of ${partition} that have been told again: ${facts.length}`);
  });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
