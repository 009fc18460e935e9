import type { Caller } from '../kernel/account.ts';
import type { DeskItem } from '../kernel/policy/desk.ts';
import { deskOf, deskSeenBy } from './desks.ts';
import { deskItems } from './store.ts';

const itemIf = (allowed: typeof deskOf) =>
async (
  { account }: Caller,
  { desk, itemId }: { desk: string; itemId: string },
): Promise<DeskItem> => {
  const [{ roles }, item] = await Promise.all([account, deskItems.need(desk, itemId)]);
  allowed(desk, roles);
  return item;
};

/** The item, if the caller works at its desk. Needs `deskItems.need`. @throws Problem not-found */
export const itemFor = itemIf(deskOf);

/** The item, if the caller works at its desk or watches it. Needs `deskItems.need`. @throws Problem not-found */
export const itemSeenBy = itemIf(deskSeenBy);
