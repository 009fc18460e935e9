import type { Id } from '../kernel/values/ids.ts';
import type { Debt } from './debts/debt.ts';
import type { Earning } from './earning.ts';
import type { perStatement } from './policy.ts';

/** One page of the list of what can be settled. */
interface Listed {
  readonly items: readonly { readonly orderId: Id<'order'> }[];
  readonly cursor?: string;
}

/** How much may be taken together. One earning always fits. */
interface Limits {
  readonly earnings: number;
  readonly lines: number;
  /** What it should come to: the earning that reaches it is the last one. */
  readonly net?: number | undefined;
}

/**
 * What a statement may take that repays these debts. Where it cannot take all of them off it takes no more earnings than
 * repay those that it can: a further part repays others, before they are paid out.
 */
export const limitsBeside = (
  debts: readonly Pick<Debt, 'outstanding'>[],
  { earnings, lines, debts: most }: typeof perStatement,
): Limits & { readonly debts: number } => {
  const taken = debts.slice(0, most);
  return {
    earnings: earnings - 2 * taken.length,
    lines,
    debts: most,
    net: debts.length > most ? taken.reduce((sum, { outstanding }) => sum + outstanding.amount, 0) : undefined,
  };
};

/**
 * The first earnings of these lists that are released, as many as the limits let through, and whether there are more of
 * them. The lists may lag behind, show what another statement has claimed already, and show in two of them what has just
 * moved: each earning is read itself, and only those that are really released are counted, each once.
 */
export const firstReleased = async (
  lists: readonly ((cursor: string | undefined) => Promise<Listed>)[],
  read: (orderId: Id<'order'>) => Promise<Earning | undefined>,
  limits: Limits,
): Promise<{ earnings: Earning[]; more: boolean }> => {
  const found = new Map<string, Earning>();
  for (const list of lists) {
    let cursor: string | undefined;
    do {
      const page = await list(cursor);
      const earnings = await Promise.all(page.items.map(({ orderId }) => read(orderId)));
      for (const earning of earnings) if (earning?.state === 'released') found.set(earning.id, earning);
      cursor = page.cursor;
    } while (cursor && found.size <= limits.earnings);
  }
  const released = [...found.values()];
  const fitting = howManyFit(released, limits);
  return { earnings: released.slice(0, fitting), more: released.length > fitting };
};

const howManyFit = (released: readonly Earning[], limits: Limits): number => {
  let [lines, net] = [0, 0];
  const over = released.findIndex((earning, i) => {
    const reached = limits.net !== undefined && net >= limits.net;
    lines += earning.lines.length;
    net += earning.net.amount;
    return i === limits.earnings || (i > 0 && (lines > limits.lines || reached));
  });
  return over < 0 ? released.length : over;
};
