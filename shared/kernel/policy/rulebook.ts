import * as z from 'zod';
import { operation, type Grant, type Operation } from '../doors/access.ts';
import type { Versioned } from '../store/change.ts';
import { durationOf, minutes, seconds, type Instant } from '../values/clock.ts';
import type { Role } from '../doors/contract.ts';
import { remembered } from '../store/remembered.ts';
import { getItem } from '../store/table.ts';

/** How long an execution environment goes by what it has read of a rulebook. */
export const keptFor = seconds(30);

/**
 * How long before it begins a version is decided, at the least. It is longer than what was read before is kept, a
 * decision takes and clocks differ, together: whoever has not heard of a version does not need it yet. So all use cases
 * go by the same version at any moment, however stale what they have read.
 */
export const notice = minutes(2);

/** A field for a length of time, written as in `durationOf`, at least and at most so long: milliseconds come out. */
export const lasting = (shortest: string, longest: string) =>
  z.string().refine(
    (text) => durationOf(text) >= durationOf(shortest) && durationOf(text) <= durationOf(longest),
    `must be a length of time from ${shortest} to ${longest}`,
  ).transform(durationOf).meta({ range: `${shortest} to ${longest}` });

/** A field for a whole number, at least and at most so great. */
export const whole = (least: number, most: number) =>
  z.int().min(least).max(most).meta({ range: `${least} to ${most}` });

/** A value as it was decided, as JSON, of one version of its schema. */
export interface Version {
  readonly from: Instant;
  readonly schemaVersion: number;
  readonly value: Readonly<Record<string, unknown>>;
  /** It was called off before it began. */
  readonly withdrawn?: true;
}

/**
 * What was decided under one name. Version n is the nth of the list, for good; version 0 is the default. Of those that
 * were not withdrawn each begins later than the one before, and is in force until the next begins: there is neither
 * gap nor overlap.
 */
export interface Book extends Versioned {
  readonly versions: readonly Version[];
}

/** What the partition of each starts with. */
export const bookPrefix = 'RULEBOOK';

/** The number of the version in force at a moment. */
export const inForce = (book: Book | undefined, at: Instant): number =>
  (book?.versions.findLastIndex(({ from, withdrawn }) => !withdrawn && from <= at) ?? -1) + 1;

/** What is declared of a rulebook. */
export interface RulebookDeclaration {
  readonly rulebookName: string;
  /** Raised by one for a breaking change, with an upgrade of what was decided before. */
  readonly schemaVersion: number;
  /** A strict object; each field says what it decides (`describe`). */
  readonly schema: z.ZodObject;
  /** Version 0: what holds before anything is decided. Once released it is changed by a decision, not here. */
  readonly initial: Readonly<Record<string, unknown>>;
  readonly summary: string;
  /** Who may propose another value. */
  readonly propose: readonly [Role, ...Role[]];
  /** Who may approve it, as a second person. Without them, what is proposed is decided. */
  readonly approve?: readonly [Role, ...Role[]];
  /** From each earlier version of the schema to the next, as JSON. */
  readonly upgrades: Readonly<Record<number, Upgrade>>;
}

type Upgrade = (value: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** A value to go by, with the number of its version, to be frozen on what it decides. */
export type Ruling<V> = V & { readonly version: number };

/** Policy as data, declared once by the context that goes by it. */
export interface Rulebook<V> extends RulebookDeclaration {
  /** What is in force at a moment. Travels with what else is read at the time, or costs nothing. */
  readonly current: Operation<[at: Instant], Promise<Ruling<V>>>;
  /** Any version: for what was decided by one before. What knows no version was decided by the default. */
  readonly versions: Operation<[], Promise<(version: number | undefined) => Ruling<V>>>;
  /** The default. */
  readonly byDefault: Ruling<V>;
}

/**
 * Declares a rulebook: `rulebook('order-times', 1, z.strictObject({…}), { …default }, { summary, propose, approve })`.
 * Its file is `shared/<context>/rulebooks.ts`.
 */
export const rulebook = <S extends z.ZodObject>(
  rulebookName: string,
  schemaVersion: number,
  schema: S,
  initial: z.input<S>,
  spec:
    & Pick<RulebookDeclaration, 'summary' | 'propose' | 'approve'>
    & Partial<Pick<RulebookDeclaration, 'upgrades'>>,
): Rulebook<z.output<S>> => {
  const declaration: RulebookDeclaration = {
    upgrades: {},
    ...spec,
    rulebookName,
    schemaVersion,
    schema,
    initial: initial as Record<string, unknown>,
  };
  type V = z.output<S>;
  return {
    ...declaration,
    current: operation(`${rulebookName}.current`, readingRulebooks, (at) => rulingAt<V>(declaration, at)),
    versions: operation(`${rulebookName}.versions`, readingRulebooks, async () => {
      const book = await bookOf(rulebookName);
      return (version = 0) => ruling<V>(declaration, book, version);
    }),
    byDefault: ruling<V>(declaration, undefined, 0),
  };
};

/** The permission to go by rulebooks. */
export const readingRulebooks: Grant[] = [{ on: 'table', actions: ['GetItem'], keys: [`${bookPrefix}#*`] }];

const ruling = <V>(declaration: RulebookDeclaration, book: Book | undefined, version: number): Ruling<V> => ({
  ...(declaration.schema.parse(valueOf(declaration, book, version)) as V),
  version,
});

/** What is in force at a moment, for what of the kernel goes by a rulebook and has the permission already. */
export const rulingAt = async <V>(declaration: RulebookDeclaration, at: Instant): Promise<Ruling<V>> => {
  const book = await bookOf(declaration.rulebookName);
  return ruling<V>(declaration, book, inForce(book, at));
};

/**
 * The value of a version as JSON, in the form that the present schema takes.
 * @throws Error when it was never decided, or by a release of the platform that is newer than this one
 */
export const valueOf = (
  { rulebookName, schemaVersion, initial, upgrades }: RulebookDeclaration,
  book: Book | undefined,
  version: number,
): Readonly<Record<string, unknown>> => {
  if (version === 0) return initial;
  const decided = book?.versions[version - 1];
  if (!decided) throw new Error(`${rulebookName} has no version ${version}`);
  if (decided.schemaVersion > schemaVersion) {
    throw new Error(
      `Version ${version} of ${rulebookName} is of schema ${decided.schemaVersion}, this release knows ${schemaVersion}`,
    );
  }
  let { value } = decided;
  for (let from = decided.schemaVersion; from < schemaVersion; from += 1) value = upgrades[from]!(value);
  return value;
};

/** Asks at once, so that it travels with what else is read; or remembers. */
const bookOf = remembered(keptFor, 1000, async (name: string) => {
  const item = await getItem({ pk: `${bookPrefix}#${name}`, sk: 'STATE' });
  return item?.['state'] as Book | undefined;
});
