import { operation } from '../kernel/doors/access.ts';
import { audit, auditShards } from '../kernel/policy/audit-store.ts';
import { files } from '../kernel/files/bucket.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { Write } from '../kernel/store/commit.ts';
import type { Fact } from '../kernel/events.ts';
import { record } from '../kernel/store/facts.ts';
import type { Chain } from './seal.ts';

/** Seals and sealed records, below `audit/<date>/`. */
export const sealFiles = /* @__PURE__ */ files('exports', 'audit');

/** All chains of a day. Reads with `audit.chain`. */
export const chainsOf = (date: string): Promise<Chain[]> =>
  Promise.all(
    Array.from({ length: auditShards }, async (_, shard) => ({ shard, ...await audit.chain(date, shard) })),
  );

/** The text of a file that has been sealed. Reads with `sealFiles.read`. */
export const textOf = async (path: string): Promise<string> =>
  Buffer.concat(await Array.fromAsync(await sealFiles.read(path))).toString();

/** Keeps an alarm about the trail of a day as a fact. */
export const raiseAuditAlarm = operation('audit.raise-alarm', [{
  on: 'table',
  actions: ['PutItem'],
  keys: ['AUDIT-ALARM#*'],
}], (at: Instant, fact: Fact): Write[] => record(`AUDIT-ALARM#${at}`, 1, [fact]));
