import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, number, string } from 'dynamodb-toolbox/schema';
import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import type { Instant } from '../values/clock.ts';
import { write, type Write } from './commit.ts';
import type { Envelope, Fact } from '../events.ts';
import { invocation } from '../doors/invocation.ts';
import { query, table, type Item } from './table.ts';

export const factPrefix = 'EVENT#';

/**
 * What happened to an aggregate: outbox, timeline and evidence at once, in the aggregate's own partition, kept for
 * good, or for as long as the aggregate.
 */
export const FactItem = new Entity({
  name: 'fact',
  table,
  timestamps: false,
  schema: item({
    aggregate: string().key(),
    aggregateVersion: number().key(),
    /** Its place among the facts of one change. */
    place: number().key(),
    type: string(),
    schemaVersion: number(),
    occurredAt: string(),
    correlationId: string(),
    causationId: string(),
    actor: string(),
    data: any(),
    expiresAt: number().optional(),
  }),
  computeKey: ({ aggregate, aggregateVersion, place }) => ({
    pk: aggregate,
    sk: `${factPrefix}${String(aggregateVersion).padStart(10, '0')}.${place}`,
  }),
});

/**
 * The writes that record the facts of one change.
 * @param expiresAt seconds since 1970 after which they need not be kept
 * @throws Error when the use case does not declare the event in `emits`
 */
export const record = (
  aggregate: string,
  aggregateVersion: number,
  facts: readonly Fact[],
  expiresAt?: number,
): Write[] => {
  const { useCase, emits, now: occurredAt, correlationId, causationId, actor } = invocation();
  return facts.map((fact, place) => {
    if (!emits.has(fact.type)) throw new Error(`${useCase} tells ${fact.type} without declaring it: add it to emits`);
    return write(
      FactItem.build(PutTransaction)
        .item({ aggregate, aggregateVersion, place, ...fact, occurredAt, correlationId, causationId, actor, expiresAt })
        .options({ condition: { attr: 'aggregate', exists: false } }),
    );
  });
};

/** The fact items of a partition, oldest first. */
export const factsIn = async (partition: string): Promise<Item[]> => {
  const facts: Item[] = [];
  let exclusiveStartKey: Item | undefined;
  do {
    const { items, next } = await query(
      table.build(QueryCommand)
        .query({ partition, range: { beginsWith: factPrefix } })
        .options({ consistent: true, ...(exclusiveStartKey && { exclusiveStartKey }) }),
    );
    facts.push(...items);
    exclusiveStartKey = next;
  } while (exclusiveStartKey);
  return facts;
};

/** The envelope of a fact item, whether read from the table or from its stream. */
export const envelopeOf = (stored: Record<string, unknown>): Envelope => {
  const fact = stored as unknown as Omit<Envelope, 'id'> & { place: number };
  const { aggregate, aggregateVersion, place, type, schemaVersion, correlationId, causationId, actor, data } = fact;
  return {
    id: `${aggregate}@${aggregateVersion}.${place}`,
    aggregate,
    aggregateVersion,
    type,
    schemaVersion,
    occurredAt: fact.occurredAt as Instant,
    correlationId,
    causationId,
    actor,
    data,
  };
};
