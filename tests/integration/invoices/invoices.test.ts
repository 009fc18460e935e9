import { beforeAll, describe, expect, it } from 'vitest';
import { invoiceDrawnUp } from '../../../shared/invoices/events.ts';
import { drawUp } from '../../../shared/invoices/invoice.ts';
import { invoices, invoicesBy } from '../../../shared/invoices/store.ts';
import { transact } from '../../../shared/kernel/store/commit.ts';
import { days, hours, instant, type Instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId, type MerchantId } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { now, pass, settled, until } from '../../support/control.ts';
import { waitingAt, whileHeld } from '../../support/desks.ts';
import { refusals } from '../../support/listings.ts';
import type { Merchant } from '../../support/merchants.ts';
import { accept, accepted, bought, firstShipment, scanned } from '../../support/parcels.ts';
import { key, refusal, staff, type Person } from '../../support/people.ts';
import { completed } from '../../support/settlement.ts';
import { brl, buyer, onSale, shop, type Buyer, type Goods } from '../../support/shopping.ts';
import { asUseCase, reachTable } from '../../support/use-case.ts';

const name = 'Casa do Chá <script>alert(1)</script> Ltda';
const company = { party: 'company', name, country: 'BR', taxNumber: '11.222.333/0001-81' } as const;
const ann = { party: 'person', name: 'Ann', country: 'BR' } as const;
const invoicing = {
  name: 'Blue Teapot Ltd',
  country: 'BR',
  taxNumber: '11222333000181',
  rate: 1200,
  issuedBy: 'platform',
  special: true,
} as const;

let seller: Merchant;
/** Issues its invoices itself. */
let careful: Merchant;
let one: Buyer;
let pot: Goods;
let cup: Goods;
let finance: Person;

beforeAll(async () => {
  [seller, careful, one, finance] = await Promise.all([shop(), shop(), buyer(), staff('finance')]);
  [pot, cup] = [await onSale(seller, { stock: 50 }), await onSale(careful, { stock: 50 })];
  await seller.call('PUT /merchant/v1/invoicing', invoicing);
  await careful.call('PUT /merchant/v1/invoicing', { ...invoicing, issuedBy: 'shop', special: false });
});

type Title = typeof company | typeof ann;
const ask = (orderId: string, title: Title = company, kind: 'ordinary' | 'special' = 'ordinary', by: Buyer = one) =>
  by.call('POST /shop/v1/orders/{orderId}/invoice', { orderId, kind, title }, key());
const correct = (orderId: string, title: Title, kind: 'ordinary' | 'special' = 'ordinary') =>
  one.call('POST /shop/v1/orders/{orderId}/invoice/correction', {
    orderId,
    kind,
    title,
  }, key());
const shown = (orderId: string) => one.call('GET /shop/v1/orders/{orderId}/invoice', { orderId });
const issue = (requestId: string, by = careful) =>
  by.call('POST /merchant/v1/invoice-requests/{requestId}/issue', { requestId }, key());
const refuse = (requestId: string, by = careful) =>
  by.call('POST /merchant/v1/invoice-requests/{requestId}/refusal', { requestId, reason: 'No such number' }, key());
const file = (invoiceId: string, by: Buyer = one) => by.call('GET /shop/v1/invoices/{invoiceId}/file', { invoiceId });
const settle = (requestId: string, decision: 'issue' | 'refuse') =>
  finance.call('POST /operator/v1/invoice-requests/{requestId}/settlement', {
    requestId,
    decision,
    note: 'The shop does not answer',
  }, key());
const giveBack = async (orderId: string) => {
  const { lines: [line] } = await one.call('GET /shop/v1/orders/{orderId}', { orderId });
  const { id: returnId } = await one.call('POST /shop/v1/returns', {
    orderId,
    lineId: line!.id,
    quantity: 1,
    wish: 'refund-only',
    reason: 'defective',
    note: 'It leaks',
  }, key());
  await seller.call('POST /merchant/v1/returns/{returnId}/decision', {
    returnId,
    decision: 'approve',
    note: 'Seen',
  }, key());
  await settled();
};
const ready = (orderId: string, papers = 1) =>
  until(
    () => shown(orderId),
    ({ invoices: all }) => all.length === papers && all.every(({ state }) => state === 'invoice-ready'),
  );

describe('an invoice', () => {
  it('is asked for once it is paid, and issued by itself once the order is completed; its title is offered again [IVC-01]', async () => {
    const orderId = await accepted(seller, one, pot);
    expect(await shown(orderId)).toMatchObject({ askable: true, kinds: ['ordinary', 'special'], invoices: [] });
    const requested = await ask(orderId, company, 'special');
    expect(requested).toMatchObject({ state: 'invoice-requested', title: { name, taxNumber: '11222333000181' } });
    expect(await refusal(ask(orderId))).toBe('illegal-step');
    expect((await one.call('GET /shop/v1/invoice-titles', {})).items).toMatchObject([{ name }]);
    await correct(orderId, company, 'special');
    const other = await completed(seller, one, pot);
    const { id: requestId, dueAt } = await ask(other, ann);
    expect(dueAt).toBeDefined();
    expect((await correct(other, company)).dueAt).toBe(dueAt);
    await pass(days(1) + hours(1));
    await settled();
    const { request, invoices: [invoice] } = await ready(other);
    expect(request).toMatchObject({ id: requestId, state: 'invoice-issued' });
    expect(invoice).toMatchObject({ what: 'invoice', gross: brl(7390), net: brl(6598), tax: brl(792) });
    expect(invoice!.number).toMatch(/^\d{4}-0{7}1$/);
    expect((await shown(orderId)).request!.state).toBe('invoice-requested');
    expect(await refusal(correct(other, ann))).toBe('illegal-step');
    const [title] = (await one.call('GET /shop/v1/invoice-titles', {})).items;
    await one.call('DELETE /shop/v1/invoice-titles/{invoiceTitleId}', { invoiceTitleId: title!.id });
    const gone = one.call('DELETE /shop/v1/invoice-titles/{invoiceTitleId}', { invoiceTitleId: title!.id });
    expect(await refusal(gone)).toBe('not-found');
  });

  it('is issued by its shop, with a file that its buyer, its shop and finance can download and nobody else; a refund gets a credit note [IVC-02]', async () => {
    const orderId = await completed(seller, one, pot);
    const { id: requestId } = await ask(orderId);
    await issue(requestId, seller);
    const { invoices: [invoice] } = await ready(orderId);
    const about = { invoiceId: invoice!.id };
    const links = await Promise.all([
      file(invoice!.id),
      seller.call('GET /merchant/v1/invoices/{invoiceId}/file', about),
      finance.call('GET /operator/v1/invoices/{invoiceId}/file', about),
    ]);
    for (const { url } of links) {
      const pdf = await fetch(url);
      expect(pdf.ok).toBe(true);
      expect(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    }
    const stranger = await buyer();
    expect(await refusal(file(invoice!.id, stranger))).toBe('not-found');
    expect(await refusal(ask(orderId, ann, 'ordinary', stranger))).toBe('not-found');
    expect(await refusal(careful.call('GET /merchant/v1/invoices/{invoiceId}/file', about))).toBe('not-found');
    expect(await refusal(careful.call('GET /merchant/v1/invoices/{invoiceId}', about))).toBe('not-found');
    expect(await refusal(issue(requestId))).toBe('not-found');
    expect((await one.call('GET /shop/v1/invoices', {})).items).toContainEqual(expect.objectContaining(invoice!));
    expect((await seller.call('GET /merchant/v1/invoices', {})).items).toContainEqual(
      expect.objectContaining({ id: invoice!.id }),
    );
    const { merchantId } = seller;
    expect((await finance.call('GET /operator/v1/merchants/{merchantId}/invoices', { merchantId })).items)
      .toContainEqual(expect.objectContaining({ id: invoice!.id }));
    const { to, lines, issuer } = await finance.call('GET /operator/v1/invoices/{invoiceId}', about);
    expect([to.name, lines.length, issuer.name]).toEqual([name, 1, 'Blue Teapot Ltd']);
    expect((await seller.call('GET /merchant/v1/invoices/{invoiceId}', about)).to.taxNumber).toBe('11222333000181');
    await giveBack(orderId);
    const { invoices: [, note] } = await ready(orderId, 2);
    expect(note).toMatchObject({ what: 'credit-note', gross: brl(-7390), of: { number: invoice!.number } });
    expect((await fetch((await file(note!.id)).url)).ok).toBe(true);
    const numbers = (await seller.call('GET /merchant/v1/invoices', {})).items.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('is taken back by a credit note with a number of its own for each refund, once [IVC-02 part]', async () => {
    const orderId = await bought(one, pot, 2);
    await accept(seller, orderId);
    expect(await refusal(issue((await ask(orderId)).id, seller))).toBe('illegal-step');
    await completeOrder(orderId);
    await pass(days(1) + hours(1));
    await settled();
    const { invoices: [invoice] } = await ready(orderId);
    await giveBack(orderId);
    await giveBack(orderId);
    const { invoices: papers } = await ready(orderId, 3);
    const notes = papers.slice(1);
    expect(notes.map(({ of }) => of?.number)).toEqual([invoice!.number, invoice!.number]);
    expect(new Set(papers.map(({ number }) => number)).size).toBe(3);
    for (const part of ['net', 'tax', 'gross'] as const) {
      expect(papers.reduce((all, paper) => all + paper[part].amount, 0)).toBe(0);
    }
  });

  it('of which nothing is left is not issued, and that of a cancelled order neither', async () => {
    const orderId = await completed(seller, one, pot);
    await giveBack(orderId);
    const { id } = await ask(orderId);
    expect(await issue(id, seller)).toMatchObject({ state: 'invoice-closed', end: 'nothing-left' });
    const cancelled = await accepted(seller, one, pot);
    await ask(cancelled);
    await seller.call('POST /merchant/v1/orders/{orderId}/refuse', { orderId: cancelled, reason: 'Broken' }, key());
    await settled();
    expect((await shown(cancelled)).request).toMatchObject({ state: 'invoice-closed', end: 'order-cancelled' });
    expect(await refusal(ask(cancelled))).toBe('illegal-step');
  });

  it('that the shop issues itself is asked after by the platform, and refused data come back to the buyer', async () => {
    const orderId = await completed(careful, one, cup);
    expect(await refusal(ask(orderId, company, 'special'))).toBe('invoice-kind-not-offered');
    const { id: requestId } = await ask(orderId);
    expect((await careful.call('GET /merchant/v1/invoice-requests', { state: 'invoice-expected' })).items)
      .toContainEqual(expect.objectContaining({ id: requestId, byShop: true }));
    expect(await refusal(settle(requestId, 'issue'))).toBe('illegal-step');
    expect(await refuse(requestId)).toMatchObject({ state: 'invoice-refused', refusal: { reason: 'No such number' } });
    expect(await refusal(refuse(requestId))).toBe('illegal-step');
    expect(await refusal(issue(requestId))).toBe('illegal-step');
    expect(await refusal(correct(orderId, company, 'special'))).toBe('invoice-kind-not-offered');
    expect((await correct(orderId, company)).state).toBe('invoice-expected');

    await pass(days(7) + hours(1));
    await settled();
    expect(await waitingAt(finance, 'overdue-invoices')).toContainEqual(expect.objectContaining({ itemId: requestId }));
    const held = await whileHeld('overdue-invoices', requestId, 'finance', () => settle(requestId, 'issue'));
    expect(held).toBe('taken-by-another');
    await finance.call('POST /operator/v1/desks/{desk}/items/{itemId}/take', {
      desk: 'overdue-invoices',
      itemId: requestId,
    }, key());
    expect((await settle(requestId, 'refuse')).state).toBe('invoice-refused');
    await correct(orderId, ann);
    await pass(days(7) + hours(1));
    await settled();
    const looked = await finance.call('GET /operator/v1/invoice-requests/{requestId}', { requestId });
    expect(looked.escalatedAt).toBeDefined();
    expect((await settle(requestId, 'issue')).state).toBe('invoice-issued');
    await ready(orderId);
    expect((await careful.call('GET /merchant/v1/invoice-requests/{requestId}', { requestId })).invoiceId)
      .toBeDefined();
  });

  it('is waited for by nobody for good: what is not corrected is closed, and asked for too late it is refused', async () => {
    const orderId = await completed(careful, one, cup);
    await refuse((await ask(orderId)).id);
    await pass(days(30) + hours(1));
    await settled();
    expect((await shown(orderId)).request).toMatchObject({ state: 'invoice-closed', end: 'not-corrected' });
    const again = await ask(orderId);
    expect(again.state).toBe('invoice-expected');
    const late = await completed(careful, one, cup);
    await pass(days(91));
    await settled();
    expect((await shown(late)).askable).toBe(false);
    expect(await refusal(ask(late))).toBe('invoice-window-over');
    // The shop has let its time pass, and now the platform: it is issued by itself.
    await pass(days(7) + hours(1));
    await settled();
    expect((await shown(orderId)).request!.state).toBe('invoice-issued');
  });

  it('is refused when it is malformed, of a wrong number, or not there', async () => {
    const orderId = await accepted(careful, one, cup);
    const wrong = { ...company, taxNumber: '11.222.333/0001-82' } as unknown as typeof company;
    expect(await refusal(ask(orderId, wrong))).toBe('invalid-input');
    expect(await refusal(ask(orderId, ann, 'special'))).toBe('invalid-input');
    expect(await refusal(correct(orderId, ann))).toBe('not-found');
    expect(await refusal(seller.call('PUT /merchant/v1/invoicing', { ...invoicing, taxNumber: '1' }))).toBe(
      'invalid-input',
    );
    expect((await seller.call('GET /merchant/v1/invoicing', {})).rate).toBe(1200);
    expect(await refusal((await shop()).call('GET /merchant/v1/invoicing', {}))).toBe('not-found');
    const elsewhere = { cursor: 'e30' };
    expect(await refusal(one.call('GET /shop/v1/invoices', elsewhere))).toBe('invalid-cursor');
    expect(await refusal(seller.call('GET /merchant/v1/invoices', elsewhere))).toBe('invalid-cursor');
    const { merchantId } = seller;
    expect(
      await refusal(
        finance.call('GET /operator/v1/merchants/{merchantId}/invoices', { merchantId, ...elsewhere }),
      ),
    ).toBe('invalid-cursor');
    expect(
      await refusal(
        seller.call('GET /merchant/v1/invoice-requests', { state: 'invoice-expected', ...elsewhere }),
      ),
    ).toBe('invalid-cursor');
    const nowhere = { requestId: 'ivr_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' };
    expect(await refusal(finance.call('GET /operator/v1/invoice-requests/{requestId}', nowhere))).toBe('not-found');
    expect(await refusal(settle(nowhere.requestId, 'issue'))).toBe('not-found');
    expect(await refusal(issue(nowhere.requestId))).toBe('not-found');
    expect(await refusal(refuse(nowhere.requestId))).toBe('not-found');
    expect(await refusal(careful.call('GET /merchant/v1/invoice-requests/{requestId}', nowhere))).toBe('not-found');
    const none = { invoiceId: 'inv_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' };
    expect(await refusal(finance.call('GET /operator/v1/invoices/{invoiceId}', none))).toBe('not-found');
    expect(await refusal(finance.call('GET /operator/v1/invoices/{invoiceId}/file', none))).toBe('not-found');
    const unknown = { orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' };
    expect(await refusal(one.call('GET /shop/v1/orders/{orderId}/invoice', unknown))).toBe('not-found');
  });
});

const completeOrder = async (orderId: string): Promise<void> => {
  const { carrier, waybill } = await seller.call('GET /merchant/v1/shipments/{shipmentId}', {
    shipmentId: firstShipment(orderId),
  });
  await scanned(carrier as 'swift', waybill!, 'picked-up', 'in-transit', 'delivered');
  await one.call('POST /shop/v1/orders/{orderId}/receipt', { orderId });
  await settled();
};

it('that waits for its number has no file yet', async () => {
  reachTable();
  const at = instant((await now()).getTime()) as Instant;
  const newId = idsAt(at);
  const { merchantId } = seller;
  const drawn = drawnUp(newId, at, { merchantId, issuer: newId('merchant'), buyerId: one.accountId });
  // Nobody hears of it, so nobody numbers it.
  await asUseCase({ now: at, touches: [invoices.save] }, () => transact(invoices.save({ ...drawn, facts: [] })));
  const about = { invoiceId: drawn.after.id };
  expect(
    await refusals(
      file(about.invoiceId),
      seller.call('GET /merchant/v1/invoices/{invoiceId}/file', about),
      finance.call('GET /operator/v1/invoices/{invoiceId}/file', about),
    ),
  ).toEqual(['invoice-not-ready']);
});

/** An invoice for one pot, as it is when somebody has decided that there is to be one. */
const drawnUp = (
  newId: ReturnType<typeof idsAt>,
  at: Instant,
  { merchantId, issuer, buyerId }: { merchantId: string; issuer: MerchantId; buyerId: string },
) =>
  drawUp({
    id: newId('invoice'),
    kind: 'ordinary',
    to: { ...ann },
    issuer: { id: issuer, name: 'Blue Teapot Ltd' },
    merchantId: merchantId as MerchantId,
    buyerId: buyerId as AccountId,
    orderId: newId('order'),
    sold: [{ text: { en: 'Pot' }, quantity: 1, gross: money(100, 'BRL') }],
    rate: 0,
    paid: money(100, 'BRL'),
  }, at);

describe('fifty invoices of one issuer at the same moment', () => {
  it('get fifty numbers that follow each other, none twice and none left out [IVC-02 part]', async () => {
    reachTable();
    const at = instant((await now()).getTime()) as Instant;
    const newId = idsAt(at);
    const merchantId = newId('merchant');
    const drawn = Array.from(
      { length: 50 },
      () => drawnUp(newId, at, { merchantId, issuer: merchantId, buyerId: '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' }),
    );
    const touches = [invoices.save, invoices.byIssuer, invoices.need];
    await asUseCase(
      { now: at, touches, emits: [invoiceDrawnUp] },
      () => Promise.all(drawn.map((change) => transact(invoices.save(change)))),
    );
    const all = await until(
      () => asUseCase({ now: at, touches }, () => invoices.byIssuer(invoicesBy(merchantId), { limit: 100 })),
      ({ items }) => items.length === 50 && items.every(({ number }) => number !== undefined),
    );
    const year = all.items[0]!.number!.slice(0, 4);
    expect(all.items.map(({ number }) => number).toSorted()).toEqual(
      Array.from({ length: 50 }, (_, i) => `${year}-${String(i + 1).padStart(8, '0')}`),
    );
    const link = asUseCase({ now: at, touches }, () => invoices.need(drawn[0]!.after.id));
    expect((await link).number).toBeDefined();
  });
});
