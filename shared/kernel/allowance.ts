import type { Grant } from './access.ts';
import type { Change, Versioned } from './change.ts';
import { write, type Write } from './commit.ts';
import { Problem, type ProblemCode } from './problems.ts';
import { table } from './table.ts';

/** How many things of a kind one owner may have open at once. */
export interface Allowance<T> {
  /** `unpaid-payments`: names the count. */
  readonly name: string;
  readonly limit: number;
  readonly owner: (state: T) => string;
  readonly isOpen: (state: T) => boolean;
  /** What the next one is refused with. */
  readonly refusal: ProblemCode;
}

/** The permission to keep count. */
export const allowanceGrants = <T>(allowance: Allowance<T> | undefined): Grant[] =>
  allowance ? [{ on: 'table', actions: ['UpdateItem'], keys: [`ALLOWANCE#${allowance.name}#*`] }] : [];

/**
 * Counts what a change opens and what it closes, in the transaction of the change: so the count is exact, whatever
 * happens at the same moment, and nothing has to be read. Refused with its problem where one more is opened than may be.
 * What was opened before there was an allowance is closed like the others, and leaves so much more room.
 */
export const allowanceWrites = <T extends Versioned>(
  allowance: Allowance<T> | undefined,
  { before, after }: Change<T>,
): Write[] => {
  if (!allowance) return [];
  const { name, limit, owner, isOpen, refusal } = allowance;
  const step = Number(isOpen(after)) - Number(before !== null && isOpen(before));
  if (step === 0) return [];
  const params = () => ({
    Update: {
      TableName: table.getName(),
      Key: { pk: `ALLOWANCE#${name}#${owner(after)}`, sk: 'OPEN' },
      UpdateExpression: 'ADD taken :step',
      ...(step > 0 && { ConditionExpression: 'attribute_not_exists(taken) OR taken < :limit' }),
      ExpressionAttributeValues: { ':step': step, ...(step > 0 && { ':limit': limit }) },
    },
  });
  return [write({ params }, () => new Problem(refusal, `At the most ${limit}`))];
};
