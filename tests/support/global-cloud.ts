/** One local cloud for all the tests that need one; none when only unit tests run. */
import { mkdirSync, rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { startCloud } from '../../local/cloud.ts';

/** Where the platform under test is reached. */
export interface UnderTest {
  /** The host of the three APIs. */
  readonly api: string;
  /** The local cloud's own door: clock, inbox, quiet. */
  readonly control: string;
  /** The sandbox programs at the other end of HTTP. */
  readonly paymentProvider: string;
  readonly carrier: string;
  /** With it a request says from which address it comes. */
  readonly visitorKey: string;
  /** `AWS_ENDPOINT_URL` */
  readonly aws: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    cloud: UnderTest;
  }
}

/** Every exchange of the run, a JSON object a line: what the last group of tests looks back on. */
export const exchangesFile = 'reports/exchanges.jsonl';
const callsFile = 'reports/calls.jsonl';

/** Beside a cloud that somebody works with; JISHI_PORT_OFFSET moves it out of the way of another run. */
const portOffset = Number(process.env['JISHI_PORT_OFFSET'] ?? 4000);

/** Where the functions of the cloud under test write their logs. */
export const logsFolder = `.local/offset-${portOffset}/logs`;

export default async ({ vitest, provide }: TestProject): Promise<(() => Promise<void>) | undefined> => {
  if (vitest.projects.every(({ name }) => name === 'unit')) return undefined;
  mkdirSync('reports', { recursive: true });
  for (const file of [exchangesFile, callsFile]) rmSync(file, { force: true });
  const cloud = await startCloud({ portOffset, dataDir: null, fresh: true, quiet: true, record: exchangesFile });
  provide('cloud', {
    api: cloud.urls.api,
    control: cloud.urls.control,
    paymentProvider: cloud.urls.paymentProvider,
    carrier: cloud.urls.carrier,
    visitorKey: cloud.visitorKey,
    aws: cloud.urls.aws,
  });
  return () => cloud.stop();
};
