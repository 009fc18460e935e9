/**
 * `npm run measure:growth`: what the house takes as it is and with 500 use cases: to start, to hold in memory, to reload,
 * check, bundle and synthesize. Clones endpoints in copies of the project until there are so many; `-- --use-cases 300`
 * chooses another number, `-- --tests` runs the suites that iterate over the declarations as well.
 */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { type Declaration, loadDeclarations, through } from '../../infra/declarations.ts';
import { inLanes } from '../../local/replay/lanes.ts';
import { portsAt } from '../../local/ports.ts';
import { pass, settled } from '../../local/visitors/local-clock.ts';
import { accept, confirmReceipt, deliver } from '../../local/visitors/parcels.ts';
import type { Visitor } from '../../local/visitors/people.ts';
import { siteAt, type Site } from '../../local/visitors/site.ts';
import { Refused } from '../../web/client.ts';
import { copyProject, interrupt, type ProjectCopy, startIn, type Started } from '../support/project-copy.ts';
import { fillMarket, type Goods, newBuyer, paid } from './market.ts';
import { median, print, timed } from './report.ts';

const { values: options } = parseArgs({
  options: { 'use-cases': { type: 'string', default: '500' }, 'tests': { type: 'boolean', default: false } },
});
const portOffset = 5500;
const orders = 60;

type Endpoint = Declaration & { contract: { door: 'endpoint' } };

const declarations = await loadDeclarations();
const endpoints = declarations.filter(through('endpoint'));

/** The n-th clone of an endpoint: the same code under another name and route. */
const cloneOf = ({ file, contract: { route } }: Endpoint, clone: number) => {
  const letter = String.fromCharCode('a'.charCodeAt(0) + clone);
  return {
    file: file.replace(/\.ts$/, `-${letter}.ts`),
    route: route.replace(' /v1/', ` /v1/${letter}/`),
  };
};

/** Clones endpoints, one of each before a second of any. @returns the routes of all endpoints in the copy */
const grow = ({ folder }: ProjectCopy, useCases: number): string[] => {
  const routes = endpoints.map(routeOf);
  for (let added = 0; declarations.length + added < useCases; added += 1) {
    const original = endpoints[added % endpoints.length]!;
    const { file, route } = cloneOf(original, Math.floor(added / endpoints.length) + 1);
    const code = readFileSync(join(folder, original.file), 'utf8');
    if (!code.includes(`'${original.contract.route}'`)) {
      throw new Error(`${original.file} does not spell out its route`);
    }
    writeFileSync(join(folder, file), code.replace(`'${original.contract.route}'`, `'${route}'`));
    routes.push(routeOf({ contract: { ...original.contract, route } }));
  }
  return routes;
};

/** `GET /shop/v1/orders/{orderId}` */
const routeOf = ({ contract: { audience, route } }: Pick<Endpoint, 'contract'>): string =>
  route.replace(' ', ` /${audience}`);

const run = (folder: string, program: string, ...args: readonly string[]): Promise<{ stdout: string }> =>
  promisify(execFile)(process.execPath, [join(folder, program), ...args], { cwd: folder, maxBuffer: 2 ** 28 });

/** Seconds of a command in the copy. */
const seconds = async (folder: string, program: string, ...args: readonly string[]): Promise<number> =>
  rounded((await timed(() => run(folder, program, ...args))) / 1000);

const rounded = (value: number): number => Number(value.toFixed(1));

/** Resident memory of a process, without that of its children, in MB. */
const memoryOf = async ({ child }: Started): Promise<number> => {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(child.pid)]);
  return Math.round((Number(stdout) * 1024) / 1e6);
};

/** Asks each address that only reads once, as somebody who may ask all of staff's: each function has then run. */
const askEverything = (asker: Visitor, routes: readonly string[]): Promise<void> =>
  inLanes(
    routes.filter((route) => route.startsWith('GET ')),
    4,
    async (route) => {
      const input = Object.fromEntries([...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, 'none']));
      await asker.call(route as never, input as never).catch((error: unknown) => {
        // A question about nothing is refused, which is an answer.
        if (!(error instanceof Refused)) throw error;
      });
    },
    (_, error) => {
      throw error;
    },
  );

/** So many orders of one article, from the cart to the payout. */
const buy = async (site: Site, goods: readonly Goods[]): Promise<void> => {
  const buyers = 4;
  await Promise.all(Array.from({ length: buyers }, async (_, number) => {
    const buyer = await newBuyer(site, `buyer-${number}`);
    const { visitor: { call }, addressId } = buyer;
    for (let order = number; order < orders; order += buyers) {
      const { skuId, shop } = goods[order % goods.length]!;
      await call('POST /shop/v1/cart/lines', { skuId, quantity: 1 });
      const { total } = await call('POST /shop/v1/checkout/preview', { addressId });
      const placed = await call('POST /shop/v1/orders', {
        addressId,
        paymentMethod: 'card',
        paymentToken: 'tok_visa',
        expectedTotal: total,
      });
      const { orderId } = placed.orders[0]!;
      await paid(buyer, orderId);
      await accept(shop, orderId);
      await deliver(shop, orderId);
      await confirmReceipt(buyer.visitor, orderId);
    }
  }));
  for (let day = 0; day < 9; day += 1) await pass(site, 86_400_000);
};

/** A local cloud that is ready, and the seconds that this took. */
const startedIn = async ({ folder }: ProjectCopy): Promise<{ cloud: Started; ready: number }> => {
  const cloud = startIn(folder, portOffset);
  const ready = await timed(() => cloud.said('Ready in'));
  return { cloud, ready: rounded(ready / 1000) };
};

/** Seconds of a start on sources that have been started before. */
const startAgain = async (copy: ProjectCopy): Promise<number> => {
  const { cloud, ready } = await startedIn(copy);
  await interrupt(cloud);
  return ready;
};

/** The local cloud's start, its memory in use, and a reload. */
const live = async (copy: ProjectCopy, routes: readonly string[]): Promise<Record<string, number>> => {
  const ports = portsAt(portOffset);
  const site = siteAt(`http://127.0.0.1:${ports.api}`, `http://127.0.0.1:${ports.control}`);
  const { cloud, ready } = await startedIn(copy);
  try {
    const { staff, goods } = await fillMarket(site, { shops: 2, listings: 10, units: 100 });
    await settled(site);
    const demo = await memoryOf(cloud);
    await askEverything(staff.admin, routes);
    await buy(site, goods);
    return {
      'ready for the first time, s (goal 12)': ready,
      'memory with a demo, MB': demo,
      [`memory after each address was asked and ${orders} orders, MB (goal 1,500)`]: await memoryOf(cloud),
      'a changed use case answers, s (goal 2)': await reload(copy, site),
    };
  } catch (error) {
    throw new Error(`The local cloud has said:\n${cloud.output()}`, { cause: error });
  } finally {
    await interrupt(cloud);
  }
};

/** Seconds from a changed use case until it answers so: the median of five changes. */
const reload = async (copy: ProjectCopy, { api }: Site): Promise<number> => {
  const times: number[] = [];
  for (let age = 300; age < 305; age += 1) {
    times.push(
      await timed(async () => {
        await copy.change('functions/payments/list-payment-methods.ts', `cache: ${age}`, `cache: ${age + 1}`);
        const deadline = performance.now() + 60_000;
        const cached = async (): Promise<string | null> =>
          (await fetch(`${api}/shop/v1/payment-methods?currency=BRL&country=BR`)).headers.get('cache-control');
        while (!(await cached())?.includes(`max-age=${age + 1}`)) {
          if (performance.now() > deadline) throw new Error('The change has had no effect');
        }
      }),
    );
  }
  return rounded(median(times) / 1000);
};

/** Resources of the largest stack, in the stage with the most of them. */
const stacks = async (folder: string): Promise<Record<string, number>> => {
  const out = join(folder, 'cdk.out');
  const synthesis = await seconds(folder, 'local/deployment/synthesize.ts', out);
  const sizes = readdirSync(out)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) =>
      Object.keys((JSON.parse(readFileSync(join(out, file), 'utf8')) as { Resources: object }).Resources).length
    );
  return {
    'synthesis, s': synthesis,
    'stacks': sizes.length,
    'resources of the largest stack (goal 400)': Math.max(...sizes),
    'resources in all': sizes.reduce((sum, size) => sum + size, 0),
  };
};

const kilobytes = (folder: string, ...files: readonly string[]): number =>
  Math.round(files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) / 1000);

/** The suites that iterate over all declarations, with the milliseconds that each takes for a use case. */
const suites = async (folder: string, useCases: number): Promise<Record<string, number>> => {
  const figures: Record<string, number> = {};
  for (const suite of ['tests/infra', 'tests/unit/house', 'tests/contract']) {
    const report = join(folder, 'reports/growth.json');
    // A suite that objects to the clones is timed all the same, and what it objects to is told.
    await run(folder, 'node_modules/vitest/vitest.mjs', 'run', suite, '--reporter=json', `--outputFile=${report}`)
      .catch(() => undefined);
    const { testResults, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as {
      testResults: { startTime: number; endTime: number }[];
      numFailedTests: number;
    };
    const milliseconds = testResults.reduce((sum, { startTime, endTime }) => sum + endTime - startTime, 0);
    figures[`${suite}, ms a use case (goal 40)`] = Math.round(milliseconds / useCases);
    figures[`${suite}, tests that object to clones`] = numFailedTests;
  }
  return figures;
};

const measure = async (useCases: number): Promise<Record<string, number>> => {
  console.error(`Measuring with ${useCases} use cases, some minutes …`);
  const copy = await copyProject('docs', 'tests', 'tsconfig.json', 'vitest.config.ts', 'cdk.json');
  try {
    const routes = grow(copy, useCases);
    const { folder } = copy;
    return {
      'endpoints': routes.length,
      ...(await live(copy, routes)),
      'ready again after a change, s': await startAgain(copy),
      'ready again, nothing changed, s': await startAgain(copy),
      'type check, s': await seconds(folder, 'node_modules/typescript/bin/tsc', '--noEmit', '--incremental', 'false'),
      'bundling, s': await seconds(folder, 'infra/bundle.ts'),
      ...(await stacks(folder)),
      'documents generated, s': await seconds(folder, 'docs/generate.ts'),
      'API description for the staff, the largest, kB': kilobytes(folder, 'docs/openapi/operator.json'),
      'typed client, kB': kilobytes(folder, 'web/operations.ts'),
      ...(options.tests && (await suites(folder, useCases))),
    };
  } finally {
    await copy.remove();
  }
};

const wanted = Number(options['use-cases']);
if (!(wanted > declarations.length)) {
  throw new Error(`There are ${declarations.length} use cases already: choose more with --use-cases`);
}
const now = await measure(declarations.length);
const then = await measure(wanted);
print(
  'Growth',
  Object.keys(now).map((figure) => ({
    figure,
    [`${declarations.length} use cases`]: now[figure]!,
    [`${wanted} use cases`]: then[figure]!,
  })),
);
process.exit(0);
