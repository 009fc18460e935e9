import * as z from 'zod';
import type { Instant } from './values/clock.ts';

/** What is declared of a kind of event. */
export interface EventDeclaration {
  readonly eventName: string;
  /** Raised by one for a breaking change; the older version is told beside it until nobody listens. */
  readonly version: number;
  readonly schema: z.ZodType;
  /** A valid example, fed to every subscriber by the tests. */
  readonly sample: unknown;
}

/** A kind of event, declared once by the context that tells it. Calling it makes a fact. */
export interface EventType<D> extends EventDeclaration {
  (data: D): Fact<D>;
}

/** The data of an event, or of several. */
export type DataOf<E> = E extends EventType<infer D> ? D : never;

/** Something that happened to an aggregate. Written in the same transaction as the state, and kept for good. */
export interface Fact<D = unknown> {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: D;
}

/** What travels on the bus. */
export interface Envelope<D = unknown> extends Fact<D> {
  readonly id: string;
  /** `ORDER#ord_…`: the aggregate's partition. */
  readonly aggregate: string;
  /** The aggregate's version after the change: a subscriber ignores what is older than what it has seen. */
  readonly aggregateVersion: number;
  readonly occurredAt: Instant;
  readonly correlationId: string;
  readonly causationId: string;
  readonly actor: string;
}

/**
 * Declares an event: `event('order-placed', 1, z.object({…}), { …sample })`.
 * Names are facts in the past tense, kebab-case.
 */
export const event = <S extends z.ZodType>(
  eventName: string,
  version: number,
  schema: S,
  sample: unknown,
): EventType<z.infer<S>> =>
  Object.assign((data: z.infer<S>): Fact<z.infer<S>> => ({ type: eventName, schemaVersion: version, data }), {
    eventName,
    version,
    schema,
    sample,
  });

/** The names of events, of which a history tells. */
export const namesOf = (...events: readonly { readonly eventName: string }[]): z.ZodEnum<Record<string, string>> =>
  z.enum(events.map(({ eventName }) => eventName));

/** The source of all the platform's events on the bus. */
export const eventSource = 'jishi';
