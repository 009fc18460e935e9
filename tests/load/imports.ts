/**
 * `npm run measure:imports`: how long a bundle takes to import, for one of each kind of door, against a bundle that
 * holds nothing but the DynamoDB document client. Each import is a process of its own; they take turns, so that a noisy
 * machine is noisy for all. Goal: 1.5 times at the most.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { bundleName, bundleOptions } from '../../infra/bundle.ts';
import { useCaseFile } from '../../infra/declarations.ts';
import { median, percentile, print } from './report.ts';

const rounds = 15;
const measured = {
  'endpoint': 'functions/ordering/get-order.ts',
  'endpoint, the largest transaction': 'functions/ordering/place-order.ts',
  'endpoint with Cognito': 'functions/identity/register.ts',
  'endpoint with S3': 'functions/catalogue/goods/show-product.ts',
  'subscriber': 'functions/ordering/on-payment-captured.ts',
  'job with SES': 'functions/notices/send-message.ts',
  'deadline': 'functions/ordering/expire-unpaid-order.ts',
  'schedule': 'functions/payments/poll-payments.ts',
  'stream': 'functions/platform/relay-events.ts',
};

const folder = await mkdtemp(join(tmpdir(), 'jishi-imports-'));
await build({ ...bundleOptions(Object.values(measured).map(useCaseFile)), outdir: folder, minify: true });
const buildBare = (name: string, plugins: Plugin[] | undefined): Promise<unknown> =>
  build({
    ...bundleOptions([]),
    plugins,
    entryPoints: undefined,
    outfile: join(folder, name, 'index.mjs'),
    minify: true,
    stdin: {
      contents: `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
      import { DynamoDBDocumentClient, GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
      export const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
      export const commands = [GetCommand, QueryCommand, TransactWriteCommand];`,
      resolveDir: import.meta.dirname,
    },
  });
await buildBare('bare', undefined);
await buildBare('lean', bundleOptions([]).plugins);

const importing = async (bundle: string): Promise<number> => {
  const url = pathToFileURL(join(folder, bundle, 'index.mjs')).href;
  const script = `const started = performance.now(); await import('${url}'); console.log(performance.now() - started);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env: {} });
  return Number(stdout);
};

const bundles: Record<string, string> = {
  'a bare document client': 'bare',
  'the same, by our bundler': 'lean',
  ...Object.fromEntries(Object.entries(measured).map(([kind, file]) => [kind, bundleName(useCaseFile(file))])),
};
const times = new Map<string, number[]>(Object.keys(bundles).map((kind) => [kind, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const [kind, bundle] of Object.entries(bundles)) times.get(kind)!.push(await importing(bundle));
}
const sizes = new Map(
  await Promise.all(
    Object.entries(bundles).map(async ([kind, bundle]) =>
      [kind, (await stat(join(folder, bundle, 'index.mjs'))).size] as const
    ),
  ),
);
await rm(folder, { recursive: true });

const [bare, lean] = [...times.values()].map(median) as [number, number];
print(
  `Import of a bundle, ${rounds} processes each`,
  [...times].map(([kind, all]) => ({
    'bundle': kind,
    'kB': Math.round(sizes.get(kind)! / 1000),
    'median, ms': Number(median(all).toFixed(1)),
    'fastest, ms': Number(percentile(all, 0).toFixed(1)),
    'times the bare client': Number((median(all) / bare).toFixed(2)),
    'times the same by our bundler': Number((median(all) / lean).toFixed(2)),
  })),
);
