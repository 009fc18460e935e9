import { describe, expect, it } from 'vitest';
import { monthAfter } from '../../../shared/invoices/platform/platform-invoice.ts';
import { days } from '../../../shared/kernel/values/clock.ts';
import { deliver, delivery, pass, runSchedule, settled, until } from '../../support/control.ts';
import { key, refusal, staff } from '../../support/people.ts';
import { completed, today } from '../../support/settlement.ts';
import { brl, buyer, onSale, shop } from '../../support/shopping.ts';

const dayOfMonth = async (): Promise<number> => Number((await today()).slice(8));

/** Lets the month end, and the platform invoice it. */
const endMonth = async (): Promise<string> => {
  const date = await today();
  const month = date.slice(0, 7);
  await pass(Date.parse(`${monthAfter(month)}-01`) - Date.parse(date));
  await settled();
  await runSchedule('invoices/start-shop-invoices');
  await settled();
  return month;
};

describe("the platform's invoices to shops", () => {
  it('are one a month, numbered and filed, and come to what the books say; what goes back later is in the next [IVC-03]', async () => {
    const [seller, other, one, finance] = await Promise.all([shop(), shop(), buyer(), staff('finance')]);
    const pot = await onSale(seller, { stock: 50 });
    // So late that what is bought can still be returned in the next month.
    const day = await dayOfMonth();
    if (day < 26) await pass(days(26 - day));
    const orderId = await completed(seller, one, pot);
    await completed(seller, one, pot);
    const received = (by = seller) => by.call('GET /merchant/v1/received-invoices', {});
    expect((await received()).items).toEqual([]);

    const month = await endMonth();
    const { items: [invoice, ...none] } = await until(
      () => received(),
      ({ items }) => items[0]?.state === 'invoice-ready',
    );
    expect(none).toEqual([]);
    // 10 % of what two pots cost.
    expect(invoice).toMatchObject({ what: 'invoice', month, gross: brl(1178) });
    expect(invoice!.number).toMatch(/^\d{4}-\d{8}$/);
    const { merchantId } = seller;
    const about = { invoiceId: invoice!.id };
    const entries = await finance.call('GET /operator/v1/ledger/merchants/{merchantId}/entries', { merchantId });
    const commission = entries.items.flatMap(({ postings }) => postings).filter(({ account }) =>
      account === 'commission'
    );
    expect(commission.reduce((all, { amount }) => all - amount.amount, 0)).toBe(1178);

    expect((await received(other)).items).toEqual([]);
    expect(await refusal(other.call('GET /merchant/v1/invoices/{invoiceId}', about))).toBe('not-found');
    expect(await refusal(other.call('GET /merchant/v1/invoices/{invoiceId}/file', about))).toBe('not-found');
    expect(await refusal(one.call('GET /shop/v1/invoices/{invoiceId}/file', about))).toBe('not-found');
    expect((await finance.call('GET /operator/v1/platform-invoices', {})).items).toContainEqual(
      expect.objectContaining({ id: invoice!.id, merchantId }),
    );
    for (
      const { url } of await Promise.all([
        seller.call('GET /merchant/v1/invoices/{invoiceId}/file', about),
        finance.call('GET /operator/v1/invoices/{invoiceId}/file', about),
      ])
    ) {
      expect(Buffer.from(await (await fetch(url)).arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    }

    // Asked for again, by another message as well, there is no other.
    await runSchedule('invoices/start-shop-invoices');
    await settled();
    await deliver(
      'invoices/invoice-shop',
      delivery('invoices/invoice-shop', {
        key: 'again',
        correlationId: 'again',
        message: { merchantId, month },
      }),
    );
    await settled();
    expect((await received()).items).toHaveLength(1);

    const { lines: [line] } = await one.call('GET /shop/v1/orders/{orderId}', { orderId });
    const asked = {
      orderId,
      lineId: line!.id,
      quantity: 1,
      wish: 'refund-only',
      reason: 'defective',
      note: 'x',
    } as const;
    const { id: returnId } = await one.call('POST /shop/v1/returns', asked, key());
    const decided = { returnId, decision: 'approve', note: 'Seen' } as const;
    await seller.call('POST /merchant/v1/returns/{returnId}/decision', decided, key());
    await settled();
    const next = await endMonth();
    const { items: [note] } = await until(
      () => received(),
      ({ items }) => items.length === 2 && items[0]!.state === 'invoice-ready',
    );
    expect(note).toMatchObject({ what: 'credit-note', month: next, gross: brl(-589) });
    expect(note!.number).not.toBe(invoice!.number);
    expect(await refusal(seller.call('GET /merchant/v1/received-invoices', { cursor: 'e30' }))).toBe('invalid-cursor');
    expect(await refusal(finance.call('GET /operator/v1/platform-invoices', { cursor: 'e30' }))).toBe('invalid-cursor');
  });
});
