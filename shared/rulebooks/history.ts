import type * as z from 'zod';
import type { Instant } from '../kernel/values/clock.ts';
import type { DataOf, Envelope } from '../kernel/events.ts';
import { inForce, valueOf, type Book, type RulebookDeclaration } from '../kernel/policy/rulebook.ts';
import { differences } from './differences.ts';
import { rulebookVersionDecided, rulebookVersionWithdrawn } from './events.ts';
import type { VersionView } from './views.ts';

/**
 * Every version of a rulebook, the newest first and the default last: from when until when, who decided it and why, and
 * what it changed of the version that it follows.
 */
export const historyOf = (
  declaration: RulebookDeclaration,
  book: Book | undefined,
  facts: readonly Envelope[],
  now: Instant,
): z.input<typeof VersionView>[] => {
  const told = <D>(type: { eventName: string }): D[] =>
    facts.filter((fact) => fact.type === type.eventName).map(({ data }) => data as D);
  const withdrawals = told<DataOf<typeof rulebookVersionWithdrawn>>(rulebookVersionWithdrawn);
  const decided = told<DataOf<typeof rulebookVersionDecided>>(rulebookVersionDecided).toReversed().map((decision) => {
    const { version, basedOn, from } = decision;
    const value = valueOf(declaration, book, version);
    const withdrawn = withdrawals.find((withdrawal) => withdrawal.version === version);
    return {
      ...decision,
      state: stateOf(version, from, withdrawn !== undefined),
      until: untilOf(version),
      value,
      changes: differences(valueOf(declaration, book, basedOn), value),
      decidedAt: decision.at,
      ...(withdrawn && { withdrawal: withdrawn }),
    };
  });
  return [...decided, { version: 0, state: stateOf(0), until: untilOf(0), value: declaration.initial, changes: [] }];

  function stateOf(version: number, from?: Instant, withdrawn = false): z.input<typeof VersionView>['state'] {
    if (withdrawn) return 'withdrawn';
    if (from && from > now) return 'scheduled';
    return inForce(book, now) === version ? 'in-force' : 'ended';
  }

  function untilOf(version: number): Instant | undefined {
    return book?.versions.find(({ withdrawn }, place) => place >= version && !withdrawn)?.from;
  }
};
