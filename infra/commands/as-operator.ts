/** What commands for operators share: they run with the operator's own AWS credentials, and are told of as `operator`. */
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { randomUUID } from 'node:crypto';
import { namesOf, type Access } from '../../shared/kernel/doors/access.ts';
import { detailsOf } from '../../shared/kernel/policy/audit.ts';
import { audit } from '../../shared/kernel/policy/audit-store.ts';
import { calendarOf } from '../../shared/kernel/values/calendar.ts';
import { instant } from '../../shared/kernel/values/clock.ts';
import type { Write } from '../../shared/kernel/store/commit.ts';
import type { EventDeclaration } from '../../shared/kernel/events.ts';
import { invocation, within } from '../../shared/kernel/doors/invocation.ts';
import { grantsOf, grantsOn } from '../permissions.ts';
import { addressesOf } from '../addresses.ts';
import { stageNamed } from '../stages.ts';

interface Command {
  /** What the facts and logs say that it was. */
  readonly useCase: string;
  readonly stage: string;
  readonly touches: readonly Access[];
  readonly emits?: readonly EventDeclaration[];
}

/** Runs `work` as a use case would be run, on the table, the bus and the exports of a stage. @throws Error when there is no such stage */
export const asOperator = async <R>(
  { useCase, stage, touches, emits = [] }: Command,
  work: () => Promise<R>,
): Promise<R> => {
  const chosen = stageNamed(stage);
  const at = addressesOf(chosen);
  process.env['TABLE_NAME'] = at.table.name;
  process.env['BUS_NAME'] = at.bus.name;
  process.env['SHARDS'] = chosen.shards.join(' ');
  for (const { bucket } of grantsOn(grantsOf(touches), 'bucket')) {
    process.env[`BUCKET_${bucket.toUpperCase()}`] ??= await bucketOf(at.named(bucket));
  }
  const id = randomUUID();
  return within({
    useCase,
    actor: 'operator',
    now: instant(Date.now()),
    calendar: calendarOf(chosen.zone),
    correlationId: id,
    causationId: id,
    allowed: new Set(touches.flatMap(namesOf)),
    emits: new Set(emits.map(({ eventName }) => eventName)),
    used: new Set(),
    spent: { roundTrips: 0, readUnits: 0, writeUnits: 0 },
  }, work);
};

/** The name of a bucket ends with the account and the region, which only AWS knows. */
const bucketOf = async (name: string): Promise<string> => {
  const { Buckets = [] } = await new S3Client({}).send(new ListBucketsCommand({}));
  const found = Buckets.find(({ Name }) => Name?.startsWith(`${name}-`))?.Name;
  if (!found) throw new Error(`There is no bucket ${name}-…: is the stage deployed, with these credentials?`);
  return found;
};

/** The record in the audit trail that a command owes for these changes. */
export const keptByCommand = async (
  writes: readonly Write[],
  about: { readonly thing: string; readonly subject: string; readonly reason: string },
): Promise<Write[]> => {
  const { now: at, actor, useCase, correlationId } = invocation();
  const details = detailsOf({}, writes.flatMap(({ change }) => change ?? []));
  return audit.append(await audit.head(), { at, actor, useCase, kind: 'change', ...about, correlationId, details });
};
