import type { Fact } from '../events.ts';
import { Problem } from '../problems.ts';

/** A state machine as data: the rule, the diagram in docs/ and the property tests all read it. */
export type Steps<S extends string> = Readonly<Record<string, { readonly from: readonly S[]; readonly to: S }>>;

/** What every aggregate has: its id and the number of changes it has seen. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** The outcome of a decision: the state before (none when created), the state after and the facts that tell of it. */
export interface Change<T extends Versioned> {
  readonly before: T | null;
  readonly after: T;
  readonly facts: readonly Fact[];
}

/** A first state, at version 1. */
export const created = <T extends Versioned>(state: Omit<T, 'version'>, ...facts: Fact[]): Change<T> => ({
  before: null,
  after: { ...state, version: 1 } as T,
  facts,
});

/** The same state with some fields changed, one version on. */
export const changed = <T extends Versioned>(before: T, fields: Partial<T>, ...facts: Fact[]): Change<T> => ({
  before,
  after: { ...before, ...fields, version: before.version + 1 },
  facts,
});

/** Changes of the same things, one after the other, as a single change of each: one version on, with all facts. */
export const joined = <T extends Versioned>(changes: readonly Change<T>[]): Change<T>[] =>
  [...Map.groupBy(changes, (change) => change.after.id).values()].map((ofOne) => ({
    before: ofOne[0]!.before,
    after: { ...ofOne.at(-1)!.after, version: ofOne[0]!.after.version },
    facts: ofOne.flatMap(({ facts }) => facts),
  }));

/**
 * Takes one step of a state machine.
 * @throws Problem illegal-step, when the step does not start from the present state
 */
export const move = <S extends string, M extends Steps<S>, T extends Versioned & { state: S }>(
  steps: M,
  before: T,
  step: keyof M & string,
  fields: Partial<T>,
  ...facts: Fact[]
): Change<T> => {
  const { from, to } = steps[step]!;
  if (!from.includes(before.state)) {
    throw new Problem('illegal-step', `${step} is not possible while ${before.state}`);
  }
  return changed(before, { ...fields, state: to } as Partial<T>, ...facts);
};

/** A state machine as a Mermaid state diagram: what never comes about starts it, what leads nowhere ends it. */
export const diagramOf = (steps: Steps<string>): string => {
  const moves = Object.entries(steps).flatMap(([step, { from, to }]) => from.map((state) => ({ step, state, to })));
  const states = [...new Set(moves.flatMap(({ state, to }) => [state, to]))];
  const name = (state: string): string => state.replaceAll('-', '_');
  return [
    'stateDiagram-v2',
    ...states.filter((state) => state !== name(state)).map((state) => `  state "${state}" as ${name(state)}`),
    ...states.filter((state) => moves.every(({ to }) => to !== state)).map((state) => `  [*] --> ${name(state)}`),
    ...moves.map(({ step, state, to }) => `  ${name(state)} --> ${name(to)}: ${step}`),
    ...states.filter((state) => moves.every((move) => move.state !== state)).map((state) => `  ${name(state)} --> [*]`),
  ].join('\n');
};
