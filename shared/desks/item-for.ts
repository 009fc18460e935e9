import type { Caller } from '../kernel/account.ts';
import type { DeskItem } from '../kernel/desk.ts';
import { deskOf } from './desks.ts';
import { deskItems } from './store.ts';

/** The item, if the caller works at its desk. Needs `deskItems.need`. @throws Problem not-found */
export const itemFor = async (
  { account }: Caller,
  { desk, itemId }: { desk: string; itemId: string },
): Promise<DeskItem> => {
  const [{ roles }, item] = await Promise.all([account, deskItems.need(desk, itemId)]);
  deskOf(desk, roles);
  return item;
};
