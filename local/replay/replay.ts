/** Buys the orders of a data set on a running platform, from the sellers' applications to the settlement exports. */
import { staffOf, type Credentials } from '../visitors/people.ts';
import type { Site } from '../visitors/site.ts';
import type { Order } from './dataset.ts';
import type { ExportFile } from './exports.ts';
import { inLanes } from './lanes.ts';
import { findPurchases, isBefore, trade, type Pace } from './purchases.ts';
import { openCategories, openSeller, suppliesFor, type Shop } from './sellers.ts';
import { settle, unreconciled } from './settling.ts';

/** What came of a replay, read back from the platform's statements and exports. Amounts are minor units. */
export interface Report {
  readonly orders: number;
  readonly merchantOrders: number;
  readonly lines: number;
  readonly merchants: number;
  readonly grossMinor: number;
  readonly itemsMinor: number;
  readonly freightMinor: number;
  readonly commissionMinor: number;
  readonly payoutMinor: number;
  readonly trialBalanceMinor: number;
  readonly unreconciled: number;
  readonly exports: readonly ExportFile[];
  readonly seconds: number;
  readonly httpCalls: number;
  readonly errors: readonly string[];
}

export type Phase = 'buyers' | 'sellers' | 'orders' | 'settled';

export interface ReplayOptions {
  readonly site: Site;
  readonly orders: readonly Order[];
  /** The password of all accounts of the replay, the same in every run. */
  readonly password: string;
  /** How many sellers and buyers act at the same time. */
  readonly concurrency: number;
  readonly told: (phase: Phase, done: number, of: number) => void;
}

export interface Outcome {
  readonly report: Report;
  /** Orders that this run has bought or brought to their end. */
  readonly traded: number;
  /** Seconds that these took, without the sellers and the settlement. */
  readonly tradingSeconds: number;
  /** Days by which the clock has been moved. */
  readonly days: number;
}

/** Replays these orders. What an earlier run has done is found done, and left as it is. */
export const replay = async ({ site, orders, password, concurrency, told }: ReplayOptions): Promise<Outcome> => {
  const started = performance.now();
  const errors: string[] = [];
  const pace = (phase: Phase, of: number): Pace => {
    let done = 0;
    told(phase, done, of);
    return {
      lanes: concurrency,
      done: () => told(phase, done += 1, of),
      failed: (what, error) => void errors.push(`${what}: ${error instanceof Error ? error.message : String(error)}`),
    };
  };
  const credentialsOf = (name: string): Credentials => ({ login: `${name.toLowerCase()}@replay.example`, password });

  const staff = await staffOf(site, credentialsOf);
  const purchases = await findPurchases(orders, { site, credentialsOf }, pace('buyers', orders.length));
  const unfinished = purchases.filter((purchase) => isBefore(purchase, 'completed'));

  const shops = new Map<string, Shop>();
  const supplies = suppliesFor(unfinished);
  if (supplies.length > 0) {
    const categories = await openCategories(
      staff.admin,
      supplies.flatMap(({ goods }) => [...goods.values()].map(({ product }) => product.category)),
    );
    const { lanes, done, failed } = pace('sellers', supplies.length);
    await inLanes(
      supplies,
      lanes,
      async (supply) => {
        const { id } = supply.seller;
        shops.set(
          id,
          await openSeller(supply, { site, staff, credentials: credentialsOf(`seller-${id}`), categories }),
        );
        done();
      },
      ({ seller }, error) => failed(`The shop of the seller ${seller.id}`, error),
    );
  }

  const trading = performance.now();
  if (unfinished.length > 0) await trade(unfinished, shops, pace('orders', unfinished.length));
  const tradingSeconds = (performance.now() - trading) / 1000;

  const dataOrderOf = new Map<string, string>(
    purchases.flatMap(({ order, checkout }) => (checkout?.orders ?? []).map(({ orderId }) => [orderId, order.id])),
  );
  const { books, days } = await settle(
    staff.finance,
    new Set(dataOrderOf.keys()),
    (of) => told('settled', of, dataOrderOf.size),
  );
  if (!books.complete) errors.push('Not every order has been settled, paid out and exported');
  const { merchantOrders, merchants, lines, grossMinor, itemsMinor, freightMinor, commissionMinor, payoutMinor } =
    books;
  const { currencies } = await staff.finance.call('GET /operator/v1/ledger/trial-balance', {});
  const report: Report = {
    orders: new Set([...merchantOrders].map((orderId) => dataOrderOf.get(orderId))).size,
    merchantOrders: merchantOrders.size,
    lines,
    merchants: merchants.size,
    grossMinor,
    itemsMinor,
    freightMinor,
    commissionMinor,
    payoutMinor,
    trialBalanceMinor: currencies.reduce((sum, { amount }) => sum + Math.abs(amount), 0),
    unreconciled: await unreconciled(staff.finance, books),
    exports: books.exports,
    seconds: Math.round((performance.now() - started) / 100) / 10,
    httpCalls: site.sent.count,
    errors: [...errors, ...books.faults],
  };
  return { report, traded: unfinished.filter(({ failed }) => !failed).length, tradingSeconds, days };
};
