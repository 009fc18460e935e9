/** What commands for operators share: they run with the operator's own AWS credentials, and are told of as `operator`. */
import { randomUUID } from 'node:crypto';
import { namesOf, type Access } from '../../shared/kernel/access.ts';
import { instant } from '../../shared/kernel/clock.ts';
import type { EventDeclaration } from '../../shared/kernel/events.ts';
import { within } from '../../shared/kernel/invocation.ts';
import { addressesOf } from '../addresses.ts';
import { stageNamed } from '../stages.ts';

interface Command {
  /** What the facts and logs say that it was. */
  readonly useCase: string;
  readonly stage: string;
  readonly touches: readonly Access[];
  readonly emits?: readonly EventDeclaration[];
}

/** Runs `work` as a use case would be run, on the table and the bus of a stage. @throws Error when there is no such stage */
export const asOperator = <R>({ useCase, stage, touches, emits = [] }: Command, work: () => Promise<R>): Promise<R> => {
  const at = addressesOf(stageNamed(stage));
  process.env['TABLE_NAME'] = at.table.name;
  process.env['BUS_NAME'] = at.bus.name;
  const id = randomUUID();
  return within({
    useCase,
    actor: 'operator',
    now: instant(Date.now()),
    correlationId: id,
    causationId: id,
    allowed: new Set(touches.flatMap(namesOf)),
    emits: new Set(emits.map(({ eventName }) => eventName)),
    used: new Set(),
    spent: { roundTrips: 0, readUnits: 0, writeUnits: 0 },
  }, work);
};
