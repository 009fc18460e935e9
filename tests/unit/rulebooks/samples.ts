import type { Change, Versioned } from '../../../shared/kernel/store/change.ts';
import { instant, type Instant } from '../../../shared/kernel/values/clock.ts';
import type { Envelope } from '../../../shared/kernel/events.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import type { Person } from '../../../shared/rulebooks/book.ts';

export const newId = idsAt(instant(0));

const person = (first: string, ...roles: Person['roles']): Person => ({
  id: `${first}b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e` as AccountId,
  roles,
});
export const people = { ann: person('a', 'operator'), bob: person('b', 'finance'), eve: person('e', 'support') };

/** The facts of changes, as a history holds them. */
export const envelopesOf = (...changes: Change<Versioned>[]): Envelope[] =>
  changes.flatMap(({ after: { id, version }, facts }) =>
    facts.map((fact, place) => ({
      ...fact,
      id: `${id}@${version}.${place}`,
      aggregate: id,
      aggregateVersion: version,
      occurredAt: '2026-11-22T08:00:00.000Z' as Instant,
      correlationId: 'c',
      causationId: 'c',
      actor: 'test',
    }))
  );
