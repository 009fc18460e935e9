import type { Id } from '../kernel/values/ids.ts';
import type { Earning } from './earning.ts';

/** One page of the list of what can be settled. */
interface Listed {
  readonly items: readonly { readonly orderId: Id<'order'> }[];
  readonly cursor?: string;
}

/** How much may be taken together. One earning always fits. */
interface Limits {
  readonly earnings: number;
  readonly lines: number;
}

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
  let lines = 0;
  const over = released.findIndex((earning, i) => {
    lines += earning.lines.length;
    return i === limits.earnings || (i > 0 && lines > limits.lines);
  });
  return over < 0 ? released.length : over;
};
