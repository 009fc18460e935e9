import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, hours } from '../../../shared/kernel/values/clock.ts';
import { add, share, sum } from '../../../shared/kernel/values/money.ts';
import { mustHaveHadTime, shipmentDueAt } from '../../../shared/ordering/dispatch-times.ts';
import { orderChanged } from '../../../shared/ordering/events.ts';
import { changeOrder, type ChangeWish } from '../../../shared/ordering/order-change.ts';
import { refundLines, shipPart } from '../../../shared/ordering/order-parts.ts';
import { accept, pay, reviewOf, ship, stockMoved, type Order } from '../../../shared/ordering/order.ts';
import { answered, brl, merchant, newId, now, offer, placing, template, times } from './samples.ts';

const shop = merchant();
const [pots, cups] = [offer(shop.id), offer(shop.id, { price: brl(1999), weight: 310 })];
/** Five pots and three cups; freight R$ 10.00, and R$ 2.50 for each of 9 kg begun. */
const order = placing([shop], [{ offer: pots, quantity: 5 }, { offer: cups, quantity: 3 }]).orders[0]!.after;
const [potLine, cupLine] = [order.lines[0]!.id, order.lines[1]!.id];
const paid = pay(order, now).after;
const accepted = accept(paid, now).after;
const later = after(now, hours(1));
const terms = template(shop.id);
const changing = (wish: ChangeWish, one: Order = accepted, by = terms) => changeOrder(one, wish, by, later);
const code = (attempt: () => unknown): unknown => {
  try {
    return attempt();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a buyer changes an order before it is shipped', () => {
  it('pays back what it is cheaper by, to the cent, at the prices and rates of the sale [ORD-06]', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 3 }), (m, n) => {
      const wish = { lines: [{ lineId: potLine, quantity: m }, { lineId: cupLine, quantity: n }] };
      if (m + n === 0 || m + n === 8) {
        expect(code(() => changing(wish))).toBe('illegal-step');
        return;
      }
      const { change: { after: one, facts }, back } = changing(wish);
      expect(add(one.payable, back)).toEqual(order.payable);
      expect(sum(one.lines.map(({ items }) => items), 'BRL')).toEqual(one.items);
      expect(sum(one.lines.map(({ freight }) => freight), 'BRL')).toEqual(one.freight);
      expect(one.items).toEqual(brl(m * 5890 + n * 1999));
      expect(one.freight).toEqual(brl(1000 + 250 * Math.ceil((m * 1550 + n * 310) / 1000)));
      for (const line of one.lines) expect(line.commission).toEqual(share(line.items, line.commissionRate));
      expect(reviewOf(one)).toEqual({ items: true, quantity: true, amount: true, address: true });
      expect(orderChanged.schema.safeParse(facts[0]!.data).success).toBe(true);
    }));
  });

  it('gives the units back that it wants no more, each SKU once [ORD-06]', () => {
    const { change } = changing({ lines: [{ lineId: potLine, quantity: 2 }, { lineId: cupLine, quantity: 0 }] });
    expect(stockMoved(change)).toEqual({
      taken: [],
      freed: [{ skuId: pots.skuId, quantity: 3 }, { skuId: cups.skuId, quantity: 3 }],
    });
  });

  it('takes more units where a freight that falls away pays for them, and refuses what costs more [ORD-06]', () => {
    const free = { ...terms, freeAbove: brl(37_000) };
    const { change, back } = changing({ lines: [{ lineId: cupLine, quantity: 4 }] }, accepted, free);
    expect([stockMoved(change).taken, back]).toEqual([[{ skuId: cups.skuId, quantity: 1 }], brl(3250 - 1999)]);
    expect(() => changing({ lines: [{ lineId: cupLine, quantity: 4 }] })).toThrow(
      expect.objectContaining({ code: 'change-costs-more' }),
    );
    const dear = { ...terms, zones: [{ ...terms.zones[0]!, regions: ['RJ'], base: brl(9000) }, ...terms.zones] };
    const elsewhere = { ...order.address, region: 'RJ', city: 'Niterói' };
    expect(code(() => changing({ address: elsewhere }, accepted, dear))).toBe('change-costs-more');
  });

  it('asks the shop anew for what it had accepted, but for a note alone [ORD-06]', () => {
    const moved = changing({ address: { ...order.address, street: 'Rua B 2' } });
    expect(moved.change.after).toMatchObject({ state: 'awaiting-acceptance', askedAt: later, payable: order.payable });
    expect(moved.change.after.acceptedAt).toBeUndefined();
    expect(moved).toMatchObject({ acceptedAnew: true, back: brl(0) });
    const noted = changing({ note: 'Ring twice' });
    expect(noted.change.after).toMatchObject({ state: 'awaiting-shipment', acceptedAt: now, note: 'Ring twice' });
    expect(changing({ note: '' }, noted.change.after).change.after.note).toBeUndefined();
  });

  it('gives the shop its time anew: what was to end the first wait ends nothing', () => {
    const { after: anew } = changing({ lines: [{ lineId: potLine, quantity: 4 }] }).change;
    const in48h = after(now, hours(48));
    expect(code(() => mustHaveHadTime(anew, 'lapse', times, in48h))).toBe('illegal-step');
    expect(code(() => mustHaveHadTime(anew, 'lapse', times, after(later, hours(48))))).toBeUndefined();
    expect(code(() => mustHaveHadTime(paid, 'lapse', times, in48h))).toBeUndefined();
    expect(shipmentDueAt(anew, times)).toBe(after(shipmentDueAt(accepted, times), hours(1)));
    expect(code(() => mustHaveHadTime(anew, 'shipment', times, shipmentDueAt(accepted, times)))).toBe('illegal-step');
  });

  it('changes an unpaid one only in what costs the same: its payment is under way', () => {
    expect(changing({ note: 'Ring twice' }, order).change.after.state).toBe('awaiting-payment');
    expect(code(() => changing({ lines: [{ lineId: potLine, quantity: 4 }] }, order))).toBe('illegal-step');
  });

  const quoted = offer(shop.id, { price: brl(1999) });
  const byQuote = pay(
    placing([shop], [{ offer: quoted, quantity: 2, quote: answered(quoted, 2, 1329) }, { offer: cups, quantity: 1 }])
      .orders[0]!.after,
    now,
  ).after;
  const part = { shipmentId: newId('shipment'), lines: [{ lineId: potLine, quantity: 1 }] };
  it.each([
    ['the same again', {}, accepted, 'illegal-step'],
    ['a line of another order', { lines: [{ lineId: newId('orderLine'), quantity: 1 }] }, accepted, 'not-found'],
    ['a line twice', { lines: [1, 2].map((quantity) => ({ lineId: potLine, quantity })) }, accepted, 'invalid-input'],
    ['where the shop does not deliver', { address: { ...order.address, country: 'AR' } }, accepted, 'no-freight'],
    ['what has left', { note: 'Ring' }, ship(accepted, newId('shipment'), now).after, 'illegal-step'],
    ['what has left in part', { note: 'Ring' }, shipPart(accepted, part, now).after, 'illegal-step'],
    [
      'what was given back in part',
      { lines: [{ lineId: potLine, quantity: 1 }] },
      refundLines(accepted, [{ lineId: potLine, quantity: 1 }]).change.after,
      'illegal-step',
    ],
    [
      'units whose freight was quoted',
      { lines: [{ lineId: byQuote.lines[0]!.id, quantity: 1 }] },
      byQuote,
      'quote-invalid',
    ],
    ['the place it was quoted for', { address: { ...order.address, city: 'Santos' } }, byQuote, 'quote-invalid'],
  ])('is refused %s', (_, wish, one, refused) => {
    expect(code(() => changing(wish, one))).toBe(refused);
  });

  it('leaves a quoted freight as it is where other lines change', () => {
    const { change: { after: one } } = changing({ lines: [{ lineId: byQuote.lines[1]!.id, quantity: 0 }] }, byQuote);
    expect([one.freight, one.lines.map(({ freightQuoteId }) => freightQuoteId)]).toEqual([
      brl(1329),
      [byQuote.lines[0]!.freightQuoteId],
    ]);
  });
});
