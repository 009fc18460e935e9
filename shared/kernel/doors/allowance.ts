import type { Grant } from './access.ts';
import type { Change, Versioned } from '../store/change.ts';
import { write, type Write } from '../store/commit.ts';
import { invocation } from './invocation.ts';
import { Problem, type ProblemCode } from '../problems.ts';
import { readingRulebooks, rulingAt, type Rulebook } from '../policy/rulebook.ts';
import { table } from '../store/table.ts';

/** How many things of a kind one owner may have open at once. */
export interface Allowance<T> {
  /** `unpaid-payments`: names the count. */
  readonly name: string;
  /** How many; it stands in a rulebook. What is open already stays so when there may be fewer. */
  readonly limit: Rulebook<{ readonly mostOpen: number }>;
  readonly owner: (state: T) => string;
  readonly isOpen: (state: T) => boolean;
  /** What the next one is refused with. */
  readonly refusal: ProblemCode;
}

/** The permission to keep count. */
export const allowanceGrants = <T>(allowance: Allowance<T> | undefined): Grant[] =>
  allowance
    ? [{ on: 'table', actions: ['UpdateItem'], keys: [`ALLOWANCE#${allowance.name}#*`] }, ...readingRulebooks]
    : [];

/**
 * Counts what a change opens and what it closes, in the transaction of the change: so the count is exact, whatever
 * happens at the same moment, and nothing is read but the rulebook: a handler that reads it before, with what it reads
 * else, has it travel along. Refused with its problem where one more is opened than may be.
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
  const action = (most?: number) => ({
    params: () => ({
      Update: {
        TableName: table.getName(),
        Key: { pk: `ALLOWANCE#${name}#${owner(after)}`, sk: 'OPEN' },
        UpdateExpression: 'ADD taken :step',
        ...(most !== undefined && { ConditionExpression: 'attribute_not_exists(taken) OR taken < :most' }),
        ExpressionAttributeValues: { ':step': step, ...(most !== undefined && { ':most': most }) },
      },
    }),
  });
  if (step < 0) return [write(action())];
  let most = 0;
  const opening = async () => {
    most = (await rulingAt<{ mostOpen: number }>(limit, invocation().now)).mostOpen;
    return action(most);
  };
  return [write(opening, () => new Problem(refusal, `At the most ${most}`))];
};
