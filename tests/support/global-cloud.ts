/** One local cloud for all the tests of a run of vitest that need one. */
import { mkdirSync, rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { startCloud } from '../../local/cloud.ts';
import { exchangesFile, ownRecords, portOffset } from './records.ts';

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

const withoutCloud = new Set(['unit', 'afterwards']);

export default async ({ vitest, provide }: TestProject): Promise<(() => Promise<void>) | undefined> => {
  if (vitest.projects.every(({ name }) => withoutCloud.has(name))) return undefined;
  rmSync(ownRecords, { recursive: true, force: true });
  mkdirSync(ownRecords, { recursive: true });
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
