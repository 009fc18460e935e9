/**
 * `npx node infra/commands/rebuild-search.ts [--stage prod]`: writes the index of searches anew from the table, with the
 * operator's own AWS credentials, and has searches begin with it. They go on with the one before until it is whole.
 */
import { parseArgs } from 'node:util';
import cliProgress from 'cli-progress';
import { transact } from '../../shared/kernel/store/commit.ts';
import { rebuilding, rebuiltIndex } from '../../shared/search/rebuild-store.ts';
import { indexFile } from '../../shared/search/index-store.ts';
import { answerHelp } from './answer-help.ts';
import { asOperator } from './as-operator.ts';

answerHelp(import.meta.filename);

try {
  const { values: { stage } } = parseArgs({ options: { stage: { type: 'string', default: 'dev' } } });
  await asOperator({ useCase: 'search/rebuild-search', stage, touches: [rebuilding] }, async () => {
    const bar = new cliProgress.SingleBar({ format: '{bar} {value} of some {total} goods', stream: process.stderr });
    bar.start((await indexFile.current())?.goods ?? 0, 0);
    const write = await rebuiltIndex((goods) => {
      bar.setTotal(Math.max(bar.getTotal(), goods));
      bar.update(goods);
    });
    bar.stop();
    await transact([write]);
    const { goods, bytes, path } = (await indexFile.current())!;
    console.log(`Searches begin with ${path}: ${goods} goods, ${(bytes / 1e6).toFixed(1)} MB.`);
  });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
