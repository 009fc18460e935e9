/** A use case around operations of stores, which refuse to run without one that declares them. */
import { inject, vi } from 'vitest';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET } from '../../local/services/types.ts';
import { namesOf, type Access } from '../../shared/kernel/doors/access.ts';
import { calendarOf } from '../../shared/kernel/values/calendar.ts';
import type { Instant } from '../../shared/kernel/values/clock.ts';
import type { EventDeclaration } from '../../shared/kernel/events.ts';
import { within } from '../../shared/kernel/doors/invocation.ts';

process.env['SHARDS'] ??= '8';

/** Does work as a use case would at a moment that touches these and tells these. */
export const asUseCase = <R>(
  { now, touches, emits = [] }: {
    now: Instant;
    touches: readonly Access[];
    emits?: readonly EventDeclaration[];
  },
  work: () => Promise<R>,
): Promise<R> =>
  within({
    useCase: 'test',
    now,
    calendar: calendarOf('UTC'),
    correlationId: 'c',
    causationId: 'c',
    actor: 'test',
    allowed: new Set(touches.flatMap(namesOf)),
    emits: new Set(emits.map(({ eventName }) => eventName)),
    used: new Set(),
    spent: { roundTrips: 0, readUnits: 0, writeUnits: 0 },
  }, work);

/** Lets stores reach the table of the cloud under test, with the rights of its owner, until the test file ends. */
export const reachTable = (more: Readonly<Record<string, string>> = {}): void => {
  const environment = {
    AWS_ENDPOINT_URL: inject('cloud').aws,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: ADMIN_ACCESS_KEY,
    AWS_SECRET_ACCESS_KEY: LOCAL_SECRET,
    TABLE_NAME: 'jishi-dev',
    ...more,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
};
