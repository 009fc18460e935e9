/** A market to be measured: a local cloud of its own with shops, goods and buyers. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Metrics } from '../../local/runtime/metrics.ts';
import { inLanes } from '../../local/replay/lanes.ts';
import { category, putOnSale, stock } from '../../local/visitors/goods.ts';
import { settled } from '../../local/visitors/local-clock.ts';
import { enter, staffOf, type Credentials, type Staff, type Visitor } from '../../local/visitors/people.ts';
import { openShop } from '../../local/visitors/shops.ts';
import { ask, siteAt, until, type Site } from '../../local/visitors/site.ts';

export const brl = (amount: number) => ({ amount, currency: 'BRL' as const });
export const home = {
  name: 'Ana Souza',
  phone: '+5511999990000',
  country: 'BR',
  region: 'SP',
  city: 'São Paulo',
  street: 'Rua A 1',
  postalCode: '01000-000',
};
export const credentialsOf = (name: string): Credentials => ({
  login: `${name}@example.com`,
  password: 'Measured-2026',
});

export interface Goods {
  readonly skuId: string;
  readonly shop: Visitor;
}

export interface Market {
  readonly site: Site;
  readonly staff: Staff;
  readonly goods: readonly Goods[];
  /** Where AWS is, for this market. */
  readonly aws: string;
  /** Folder of the functions' logs. */
  readonly logs: string;
  /** What the functions and services have done and cost so far. */
  readonly metrics: () => Promise<Metrics>;
  readonly stop: () => Promise<void>;
}

export interface Buyer {
  readonly visitor: Visitor;
  readonly addressId: string;
}

/** What a market begins with: so many shops, each with so many listings of one SKU, of which there are so many units. */
export interface Size {
  readonly shops: number;
  readonly listings: number;
  readonly units: number;
}

/** Opens a market on a local cloud of its own. */
export const openMarket = async (
  { portOffset, edge = false, ...size }: Size & { portOffset: number; edge?: boolean },
): Promise<Market> => {
  const settings = JSON.stringify({ portOffset, edge });
  const child = fork(fileURLToPath(new URL('cloud.ts', import.meta.url)), [settings]);
  const ended = once(child, 'exit');
  const [started] = (await Promise.race([once(child, 'message'), ended])) as [
    { api: string; control: string; aws: string; logs: string },
  ];
  if (typeof started !== 'object') throw new Error('The local cloud did not start');
  const site = siteAt(started.api, started.control);
  return {
    site,
    ...(await fillMarket(site, size)),
    aws: started.aws,
    logs: started.logs,
    metrics: () => ask<Metrics>(site, 'GET', `${site.control}/metrics`),
    stop: async () => {
      child.send('stop');
      await ended;
    },
  };
};

/** Lets staff and shops in, and puts the goods on sale. */
export const fillMarket = async (
  site: Site,
  { shops, listings, units }: Size,
): Promise<Pick<Market, 'staff' | 'goods'>> => {
  const staff = await staffOf(site, credentialsOf);
  const categoryId = await category(staff.admin, { en: 'Tea ware', zh: '茶具' }, 1000);
  const goods: Goods[] = [];
  for (let number = 1; number <= shops; number += 1) {
    const shop = await enter(site, credentialsOf(`shop-${number}`));
    await openShop(shop, staff, {
      company: { name: `Shop ${number} Ltd`, contactPerson: 'Ann Lee', phone: '+8613800138000', email: shop.login },
      store: { name: { en: `Shop ${number}` } },
      currency: 'BRL',
      businessScope: 'Pottery',
      businessCategory: 'Tea ware',
      legalRepresentative: { name: 'Ann Lee', identityNumber: '110101199001011234' },
      freight: { mode: 'template', zones: [{ country: 'BR', base: brl(1000), perKg: brl(250) }] },
      dispatch: { address: home },
      payoutAccount: { token: `acct_${number}`, holder: `Shop ${number} Ltd` },
    });
    const shelf = Array.from({ length: listings }, (_, i) => i);
    await inLanes(
      shelf,
      4,
      async (i) => {
        const { listingId, skus } = await putOnSale(shop, staff, {
          title: { en: `Teapot ${i}` },
          description: { en: 'Thrown by hand.' },
          categoryId,
          shipsWithinDays: 3,
          skus: [{ code: `POT-${i}`, price: brl(5890 + i), weight: 900 }],
        });
        const [skuId] = skus.values();
        await stock(shop, listingId, skuId!, units);
        goods.push({ skuId: skuId!, shop });
      },
      (_, error) => {
        throw error;
      },
    );
  }
  await settled(site);
  return { staff, goods };
};

/** Somebody with an account, an address and a session. */
export const newBuyer = async (site: Site, name: string): Promise<Buyer> => {
  const visitor = await enter(site, credentialsOf(name));
  return { visitor, addressId: (await visitor.call('POST /shop/v1/addresses', home)).addressId };
};

/** Waits until the shop can see that it has been paid. */
export const paid = ({ visitor }: Buyer, orderId: string): Promise<true> =>
  until(`the payment of ${orderId}`, async () => {
    const { state } = await visitor.call('GET /shop/v1/orders/{orderId}', { orderId });
    if (state === 'cancelled') throw new Error(`The order ${orderId} was cancelled`);
    return state === 'awaiting-payment' ? undefined : true;
  });
