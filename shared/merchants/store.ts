import { aggregate } from '../kernel/aggregate.ts';
import { files } from '../kernel/bucket.ts';
import type { Application } from './application.ts';
import { shardedList } from '../kernel/sharded-list.ts';
import { applicationWaits, heldPayoutWaits, payoutAccountWaits } from './desk.ts';
import type { Merchant } from './merchant.ts';

/** Where every shop stands, by its state. */
export const allShops = shardedList('SHOPS');

export const merchants = aggregate<Merchant>({
  name: 'merchant',
  prefix: 'MERCHANT',
  indexes: { gsi2: ({ id, state }) => [allShops.place(id), `${state}#${id}`] },
  desks: [payoutAccountWaits, heldPayoutWaits],
});

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
