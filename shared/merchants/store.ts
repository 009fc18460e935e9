import { operation } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import { files } from '../kernel/files/bucket.ts';
import { seconds } from '../kernel/values/clock.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { remembered } from '../kernel/store/remembered.ts';
import { getItem } from '../kernel/store/table.ts';
import type { Application } from './application.ts';
import { shardedList } from '../kernel/store/sharded-list.ts';
import { applicationWaits, heldPayoutWaits, payoutAccountWaits, suspendedShopWaits } from './desk.ts';
import type { Merchant, Store } from './merchant.ts';

/** Where every shop stands, by its state. */
export const allShops = shardedList('SHOPS');

export const merchants = aggregate<Merchant>({
  name: 'merchant',
  prefix: 'MERCHANT',
  indexes: { gsi2: ({ id, state }) => [allShops.place(id), `${state}#${id}`] },
  desks: [payoutAccountWaits, heldPayoutWaits, suspendedShopWaits],
});

/**
 * What buyers see of a shop that sells, as it was at most ten seconds ago: for lists that anyone may keep for longer.
 * Whoever opens a product, or buys it, is told by the shop as it is.
 */
export const openStore = operation(
  'merchant.open-store',
  [{ on: 'table', actions: ['GetItem'], keys: ['MERCHANT#*'] }],
  remembered(seconds(10), 10_000, async (id: MerchantId): Promise<Store | undefined> => {
    const shop = (await getItem({ pk: merchants.partition(id), sk: 'STATE' }))?.['state'] as Merchant | undefined;
    return shop?.state === 'active' ? shop.store : undefined;
  }),
);

/** Every shop, by its state: `active#<shop>`. */
export const shopList = merchants.list('merchants.all', 'gsi2', allShops.keys);

/** Applications share their shop's id, so that nobody can name another's. */
export const applications = aggregate<Application>({
  name: 'application',
  prefix: 'APPLICATION',
  desks: [applicationWaits],
});

/** The documents of applications, below `<merchant>/<item>/<document>`. */
export const papers = /* @__PURE__ */ files('documents', 'merchants');
export const paperPath = (merchant: string, item: string, document: string): string =>
  `${merchant}/${item}/${document}`;
