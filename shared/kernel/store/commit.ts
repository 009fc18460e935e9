import { TransactionCanceledException, type AttributeValue } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { AuditedChange } from '../policy/audit.ts';
import { Overtaken, Problem } from '../problems.ts';
import { documents, type Item } from './table.ts';
import { backOff, Unavailable } from '../unavailable.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];
/** A put, update, delete or check, as dynamodb-toolbox builds it. */
export type Action = { params(): TransactItem & { ToolboxItem?: unknown } };

/** One action of a transaction, and the problem that it means when its condition fails. */
export interface Write {
  /** Where it goes by a rulebook it is made when it is sent, since that may have to be read first. */
  readonly action: Action | (() => Promise<Action>);
  /** @param old the item as it was found, when there was one */
  readonly otherwise: (old: Item | undefined) => Error;
  /** What it changes, where an aggregate is saved. */
  readonly change?: AuditedChange;
}

/** Names what a failed condition means. Without `otherwise` it means that somebody else was faster. */
export const write = (
  action: Write['action'],
  otherwise: Write['otherwise'] = () => new Overtaken(),
  change?: AuditedChange,
): Write => ({ action, otherwise, ...(change && { change }) });

/** Writes as the contexts offer them: single ones, or fragments of several. */
export type Writes = readonly (Write | readonly Write[])[];

const limit = 100;
const attempts = 8;

/**
 * Writes everything or nothing, in one TransactWriteItems. A failed condition throws what its write named, the first in
 * order. Transactions that collide with another, or ask for more than the table gives, are tried again with full
 * jitter, some 1.5 s in all.
 * @throws Problem too-much-at-once over 100 actions, conflict when it keeps colliding, or what a write named
 * @throws Unavailable when the table keeps giving too little
 */
export const transact = async (writes: Writes): Promise<void> => {
  const all = writes.flat();
  if (all.length === 0) return;
  if (all.length > limit) throw new Problem('too-much-at-once', `${all.length} changes at once, at the most ${limit}`);
  const actions = await Promise.all(all.map(({ action }) => (typeof action === 'function' ? action() : action)));
  const TransactItems = actions.map((action) => {
    const { ToolboxItem: _, ...params } = action.params();
    for (const request of Object.values(params)) {
      Object.assign(request, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
    }
    return params as TransactItem;
  });
  for (let attempt = 1;; attempt += 1) {
    try {
      await documents().send(new TransactWriteCommand({ TransactItems }));
      return;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      const failed = reasons.findIndex(({ Code }) => Code === 'ConditionalCheckFailed');
      if (failed >= 0) throw all[failed]!.otherwise(plain(reasons[failed]!.Item));
      const throttled = reasons.some(({ Code }) => throttles.has(Code ?? ''));
      if (!throttled && !reasons.some(({ Code }) => Code === 'TransactionConflict')) throw error;
      if (attempt === attempts) {
        throw throttled
          ? new Unavailable('The table refuses the transaction', { cause: error })
          : new Problem('conflict');
      }
      await backOff(attempt);
    }
  }
};

const decisions = 6;

/**
 * Decides, and decides again on what the faster one left, some 0.5 s in all. Whoever decides reads first and has no
 * effect but by what it commits.
 * @throws Overtaken when others keep being faster
 */
export const decided = async <R>(decide: () => Promise<R>): Promise<R> => {
  for (let attempt = 1;; attempt += 1) {
    try {
      return await decide();
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === decisions) throw error;
      await backOff(attempt);
    }
  }
};

/** Reasons of a cancelled transaction: the table, or one partition of it, was asked for too much. */
const throttles = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded']);

/** The document client leaves the items of cancellation reasons in DynamoDB's own format. */
const plain = (item: Record<string, AttributeValue> | undefined): Item | undefined => item && unmarshall(item);
