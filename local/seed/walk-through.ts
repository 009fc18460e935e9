/** One order from the cart to the settlement export, step by step. */
import type { Visitor } from '../visitors/people.ts';
import { accept, confirmReceipt, deliver, pageToPay, payOnPage } from '../visitors/parcels.ts';
import { ask } from '../visitors/site.ts';
import { settle } from '../replay/settling.ts';
import type { Say } from './seed.ts';

/** Where people of the demo live. */
export const home = {
  name: 'Ana Wang 王安娜',
  phone: '+8613900139000',
  country: 'CN',
  region: 'SH',
  city: '上海',
  street: '淮海中路 100 号',
  postalCode: '200020',
};

interface Walk {
  readonly buyer: Visitor;
  readonly finance: Visitor;
  /** Who owns a shop, by the merchant's id. */
  readonly shops: ReadonlyMap<string, Visitor>;
  readonly say: Say;
}

/** `¥ 168.00`, of an amount in fen. */
const yuan = ({ amount }: { amount: number }): string =>
  `¥ ${amount < 0 ? '−' : ''}${Math.trunc(Math.abs(amount) / 100)}.${String(Math.abs(amount) % 100).padStart(2, '0')}`;

/** Buys from two shops and follows the money, unless the buyer has bought before. */
export const walkThrough = async ({ buyer, finance, shops, say }: Walk): Promise<void> => {
  const { call, site } = buyer;
  const { items: before } = await call('GET /shop/v1/orders', {});
  if (before.length > 0) {
    return say(`${buyer.login} has bought already: ${before.map(({ id, state }) => `${id} is ${state}`).join(', ')}.`);
  }
  const { addressId } = await call('POST /shop/v1/addresses', home);
  for (const shop of [...shops.values()].slice(0, 2)) {
    const {
      items: [stock],
    } = await shop.call('GET /merchant/v1/stock', {});
    await call('POST /shop/v1/cart/lines', { skuId: stock!.skuId, quantity: 1 });
  }
  const preview = await call('POST /shop/v1/checkout/preview', { addressId });
  say(`\n${buyer.login} has a cart from ${preview.orders.length} shops:`);
  for (const { name, lines, freight } of preview.orders) {
    for (const { title, items } of lines) {
      say(`  ${name?.en}: ${title.en} ${title.zh}, ${yuan(items)} and ${yuan(freight)} freight`);
    }
  }

  const { orders, paymentId, total } = await call('POST /shop/v1/orders', {
    addressId,
    paymentMethod: 'card',
    expectedTotal: preview.total,
  });
  say(`1. Placed: ${orders.length} orders under one payment of ${yuan(total)} (${paymentId})`);
  for (const { orderId, payable } of orders) say(`   ${orderId}  ${yuan(payable)}`);
  // Finance has something to look at: the provider's statement will be one fen off.
  const provider = new URL(await pageToPay(buyer, paymentId)).origin;
  await ask(site, 'POST', `${provider}/control/faults`, { kind: 'mismatch-line', match: `${paymentId}-1` });
  await payOnPage(buyer, paymentId);
  say("2. Paid on the provider's page; its signed webhook settles the payment");
  for (const { orderId, merchantId } of orders) {
    const shop = shops.get(merchantId)!;
    await accept(shop, orderId);
    const waybill = await deliver(shop, orderId);
    await confirmReceipt(buyer, orderId);
    const { state, timeline } = await call('GET /shop/v1/orders/{orderId}', { orderId });
    say(`3. ${orderId} accepted, shipped under ${waybill}, delivered and received: ${state}`);
    say(`   ${timeline.map(({ event }) => event).join(' → ')}`);
  }

  say('4. The after-sales window of seven days passes, and the daily settlement runs …');
  const { books, days } = await settle(finance, new Set<string>(orders.map(({ orderId }) => orderId)), () => undefined);
  if (!books.complete) throw new Error('The orders have not been settled');
  say(`   ${days} days later each shop has a statement and its payout:`);
  for (const [, shop] of [...shops].filter(([merchantId]) => orders.some((order) => order.merchantId === merchantId))) {
    const {
      items: [statement],
    } = await shop.call('GET /merchant/v1/statements', {});
    const { items, freight, commission, net } = statement!.totals;
    say(
      `   ${shop.login}: ${yuan(items)} goods + ${yuan(freight)} freight − ${yuan(commission)} commission = ${
        yuan(net)
      } (${statement!.statementId})`,
    );
  }

  const [{ orderId }] = orders as [(typeof orders)[number], ...typeof orders];
  const { items: entries } = await finance.call('GET /operator/v1/ledger/orders/{orderId}/entries', {
    orderId,
    limit: 100,
  });
  say(`5. The ledger of ${orderId}, debits positive:`);
  for (const { kind, postings } of entries) {
    for (const { account, amount } of postings) {
      say(`   ${kind.padEnd(18)}${account.padEnd(52)}${yuan(amount).padStart(12)}`);
    }
  }
  const { balanced } = await finance.call('GET /operator/v1/ledger/trial-balance', {});
  say(
    `6. The books ${balanced ? 'balance' : 'DO NOT BALANCE'}. The exports in S3, which ${finance.login} may download:`,
  );
  for (const { key, rows, sha256 } of books.exports) {
    say(`   ${key.padEnd(40)}${String(rows).padStart(4)} rows  ${sha256.slice(0, 12)}…`);
  }
  say(`   The provider's statement is one fen off for ${paymentId}: that waits at finance's desk`);
  say(`\nMails and codes: ${site.api}/inbox   API: ${site.api}/docs`);
};
