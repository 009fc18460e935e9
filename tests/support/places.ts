/** Every place that there is to look at: pages of the shop and screens of the consoles, and what their addresses name. */
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { screenFiles } from '../../docs/generators/screens.ts';
import { projectRoot } from '../../infra/declarations.ts';
import type { Answer, Input } from '../../web/client.ts';
import { merchantOperations } from '../../web/merchant-fields.ts';
import { operatorOperations } from '../../web/operator-fields.ts';
import type { Operations } from '../../web/operations.ts';

/** What names in braces stand for: `{ orderId: 'ord_…' }`. */
export type Named = Readonly<Record<string, string>>;

/** Of each page that the shop's router knows, its path below the language. */
export const shopPaths = async (): Promise<string[]> => {
  // By its address: markup has types of its own (web/storefront/tsconfig.json), of which a test needs none.
  const register = pathToFileURL(join(projectRoot, 'web/storefront/pages.ts')).href;
  const { pages } = await import(register) as { pages: readonly { spec: { path: string } }[] };
  return pages.map(({ spec }) => spec.path);
};

const operations: Readonly<Record<string, { readonly callers: 'anyone' | readonly string[] }>> = {
  ...merchantOperations,
  ...operatorOperations,
};

export interface ScreenPlace {
  /** `operator/ordering/order` */
  readonly name: string;
  readonly console: 'merchant' | 'operator';
  /** Below `/console`: `/operator/ordering/order/{orderId}`. */
  readonly path: string;
  /** Who may see it. */
  readonly callers: readonly string[];
}

/** Every screen of both consoles. */
export const screenPlaces = (): ScreenPlace[] =>
  screenFiles().map(({ name, takes, operations: [main] }) => ({
    name,
    console: name.startsWith('merchant/') ? 'merchant' : 'operator',
    path: ['', name, ...takes.map((param) => `{${othersOf[name] ?? param}}`)].join('/') + (questions[name] ?? ''),
    callers: operations[main!]!.callers as readonly string[],
  }));

/** Of what waits for a decision, in the place of any of its kind. */
const othersOf: Readonly<Record<string, string>> = {
  'operator/catalogue/listing-review': 'submittedId',
  'operator/merchants/application': 'applicantId',
};

/** What is asked for before anything is shown. */
const questions: Readonly<Record<string, string>> = {
  'operator/audit/records': '?relation=actor&name={adminId}',
  'operator/identity/accounts': '?login={login}',
};

/** @throws Error that says what is missing */
export const filled = (path: string, named: Named): string =>
  path.replace(/\{slug\}-/g, '').replace(/\{(\w+)\}/g, (_, param: string) => {
    const value = named[param];
    if (value === undefined) throw new Error(`Nothing is known by which ${param} of ${path} could be filled`);
    return encodeURIComponent(value);
  });

/** Somebody who looks at what is theirs. */
export type Asks = <R extends keyof Operations & `GET ${string}`>(route: R, input: Input<R>) => Promise<Answer<R>>;

/**
 * What there is for the names in addresses, as these three people see it; the buyer has bought of the shop. What nobody
 * has is left out.
 */
export const namedBy = async (
  { buyer, shop, admin }: { readonly buyer: Asks; readonly shop: Asks; readonly admin: Asks },
): Promise<Named> => {
  const [
    me,
    boss,
    ours,
    bought,
    listed,
    stocked,
    paid,
    stated,
    waiting,
    settled,
    compared,
    announced,
    versions,
    stored,
    counted,
    moved,
    putAway,
    picked,
    shipped,
    owed,
    advertised,
    connected,
    reviewed,
  ] = await Promise.all([
    buyer('GET /shop/v1/profile', {}),
    admin('GET /shop/v1/profile', {}),
    shop('GET /merchant/v1/shop', {}),
    buyer('GET /shop/v1/orders', {}),
    shop('GET /merchant/v1/listings', { state: 'on-sale' }),
    shop('GET /merchant/v1/stock', {}),
    shop('GET /merchant/v1/payouts', {}),
    shop('GET /merchant/v1/statements', {}),
    admin('GET /operator/v1/waiting', { limit: 100 }),
    admin('GET /operator/v1/settlements', {}),
    admin('GET /operator/v1/reconciliations', {}),
    admin('GET /operator/v1/announcements', {}),
    admin('GET /operator/v1/rulebooks/{rulebook}/versions', { rulebook: 'storefront-home' }),
    shop('GET /merchant/v1/warehouses', {}),
    shop('GET /merchant/v1/stock-takes', {}),
    shop('GET /merchant/v1/transfers', {}),
    shop('GET /merchant/v1/put-aways', {}),
    shop('GET /merchant/v1/pickings', {}),
    shop('GET /merchant/v1/shipments', { state: 'booked' }),
    admin('GET /operator/v1/debts', {}),
    buyer('GET /shop/v1/ads', {}),
    shop('GET /merchant/v1/wms-connections', {}),
    admin('GET /operator/v1/carrier-reviews', { carrier: 'swift' }),
  ]);
  const order = bought.items.find(({ merchantId }) => merchantId === ours.merchantId);
  const [records, notices, balances, product, whole] = await Promise.all([
    admin('GET /operator/v1/audit/by/{relation}/{name}', { relation: 'actor', name: boss.accountId }),
    admin('GET /operator/v1/carrier-notice-piles/{pileId}/notices', { pileId: 'swift-unknown-parcel' }),
    admin('GET /operator/v1/ledger/trial-balance', {}),
    listed.items[0] && shop('GET /merchant/v1/listings/{listingId}', { listingId: listed.items[0].listingId }),
    order && buyer('GET /shop/v1/orders/{orderId}', { orderId: order.id }),
  ]);
  const itemAt = (desk: string): string | undefined => waiting.items.find((one) => one.desk === desk)?.itemId;
  const found: Record<string, string | undefined> = {
    topic: 'privacy',
    rulebook: 'storefront-home',
    login: me.login,
    accountId: me.accountId,
    adminId: boss.accountId,
    merchantId: ours.merchantId,
    listingId: product?.listingId,
    categoryId: product?.categoryId,
    skuId: stocked.items[0]?.skuId,
    account: balances.accounts[0]?.account,
    warehouseId: stored.items.at(-1)?.warehouseId,
    stockTakeId: counted.items.at(-1)?.stockTakeId,
    transferId: moved.items[0]?.transferId,
    putAwayId: putAway.items[0]?.putAwayId,
    pickingId: picked.items[0]?.pickingId,
    shipmentId: shipped.items[0]?.shipmentId,
    orderId: order?.id,
    paymentId: whole?.paymentId,
    payoutId: paid.items[0]?.payoutId,
    statementId: stated.items[0]?.statementId,
    debtId: owed.items[0]?.debtId,
    adId: advertised.items[0]?.adId,
    connectionId: connected.items[0]?.connectionId,
    reviewId: reviewed.items[0]?.reviewId,
    submittedId: itemAt('listing-reviews') ?? product?.listingId,
    applicantId: itemAt('applications') ?? ours.merchantId,
    desk: waiting.items[0]?.desk,
    itemId: waiting.items[0]?.itemId,
    feedbackId: itemAt('feedback'),
    proposalId: versions.items.find(({ proposalId }) => proposalId !== undefined)?.proposalId,
    announcementId: announced.items[0]?.announcementId,
    date: settled.items.find(({ merchants }) => merchants > 0)?.date ?? compared.items[0]?.date,
    record: records.items[0]?.id,
    noticeId: notices.items[0]?.noticeId,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Named;
};
