import type { Id } from '../kernel/ids.ts';
import type { Earning } from './earning.ts';

/** One page of the list of what can be settled. */
interface Listed {
  readonly items: readonly { readonly orderId: Id<'order'> }[];
  readonly cursor?: string;
}

/**
 * The first `limit` earnings of a list that are released, and whether there are more of them. The list may lag behind
 * and show what another statement has claimed already: each earning is read itself, and only those that are really
 * released are counted.
 */
export const firstReleased = async (
  list: (cursor: string | undefined) => Promise<Listed>,
  read: (orderId: Id<'order'>) => Promise<Earning | undefined>,
  limit: number,
): Promise<{ earnings: Earning[]; more: boolean }> => {
  const released: Earning[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    const earnings = await Promise.all(page.items.map(({ orderId }) => read(orderId)));
    for (const earning of earnings) if (earning?.state === 'released') released.push(earning);
    cursor = page.cursor;
  } while (cursor && released.length <= limit);
  return { earnings: released.slice(0, limit), more: released.length > limit };
};
