import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { money } from '../../../shared/kernel/values/money.ts';
import {
  accept,
  cancel,
  close,
  freedStock,
  leavingStock,
  pay,
  refuse,
  type Order,
} from '../../../shared/ordering/order.ts';
import { deliverPart, refundLines, refundOf, shipPart, takePartBack } from '../../../shared/ordering/order-parts.ts';
import { brl, newId, now, placed, times } from './samples.ts';

const bare = placed().orders[0]!.after;
const [pot] = bare.lines as [Order['lines'][0]];
/** Two pots and three lids, whose price and freight are no round numbers. */
const of = (quantity: number, items: number, freight: number): Order['lines'][0] => ({
  ...pot,
  id: newId('orderLine'),
  skuId: newId('sku'),
  quantity,
  items: brl(items),
  freight: brl(freight),
  price: [{ kind: 'list-price', amount: brl(items) }, { kind: 'freight', amount: brl(freight) }],
});
const [pots, lid] = [of(2, 11_780, 1001), of(3, 1000, 101)];
const order: Order = accept(
  pay({
    ...bare,
    lines: [pots, lid],
    items: brl(12_780),
    freight: brl(1102),
    payable: brl(13_882),
  }, now).after,
  now,
).after;
const part = (...lines: [string, number][]) => ({
  shipmentId: newId('shipment'),
  lines: lines.map(([lineId, quantity]) => ({ lineId: lineId as typeof pots.id, quantity })),
});
const one = part([pots.id, 1], [lid.id, 2]);
const two = part([pots.id, 1], [lid.id, 1]);
const told = ({ facts }: { facts: readonly { type: string }[] }) => facts.map(({ type }) => type);
const illegal = expect.objectContaining({ code: 'illegal-step' });

describe('an order that goes in parts [ORD-16]', () => {
  it('is shipped when all of it has left, and delivered when all has arrived', () => {
    const first = shipPart(order, one, now);
    expect(first.after.state).toBe('awaiting-shipment');
    expect(told(first)).toEqual(['order-part-shipped']);
    expect(leavingStock(first).map(({ quantity }) => quantity)).toEqual([1, 2]);
    const second = shipPart(first.after, two, now);
    expect(second.after.state).toBe('shipped');
    expect(told(second)).toEqual(['order-part-shipped', 'order-shipped']);
    expect(leavingStock(second).map(({ quantity }) => quantity)).toEqual([1, 1]);
    const arrived = deliverPart(second.after, two, 'carrier', times, now);
    expect(arrived.after).toMatchObject({ state: 'shipped' });
    expect(arrived.after.confirmsAt).toBeUndefined();
    const all = deliverPart(arrived.after, one, 'carrier', times, now);
    expect(all.after).toMatchObject({ state: 'delivered', confirmsAt: expect.any(String) as string });
    expect(told(all)).toEqual(['order-part-delivered', 'order-delivered']);
    expect(all.after.version).toBe(order.version + 4);
  });

  it('comes to the same whatever is heard first, and however often', () => {
    const news: ((so: Order) => { after: Order })[] = [
      (so) => shipPart(so, one, now),
      (so) => shipPart(so, two, now),
      (so) => deliverPart(so, one, 'carrier', times, now),
      (so) => deliverPart(so, two, 'carrier', times, now),
    ];
    fc.assert(fc.property(fc.shuffledSubarray([...news, ...news], { minLength: 8 }), (heard) => {
      let so = order;
      let left = 0;
      for (const hear of heard) {
        try {
          const change = hear(so) as ReturnType<typeof shipPart>;
          left += leavingStock(change).reduce((all, { quantity }) => all + quantity, 0);
          so = change.after;
        } catch (error) {
          expect(error).toEqual(illegal);
        }
      }
      expect(so.state).toBe('delivered');
      expect(left).toBe(5);
    }));
  });

  it("waits for the buyer's word when the shop's is all there is for one part", () => {
    const sent = shipPart(shipPart(order, one, now).after, two, now).after;
    const said = deliverPart(deliverPart(sent, one, 'carrier', times, now).after, two, 'shop', times, now);
    expect(said.after).toMatchObject({ state: 'shipped', saidDeliveredAt: now });
    expect(told(said)).toEqual(['order-part-delivered', 'order-said-delivered']);
  });

  it('cannot be called off by buyer or shop once a part has left; the platform frees what has not', () => {
    const gone = shipPart(order, one, now).after;
    expect(() => cancel(gone, now)).toThrow(illegal);
    expect(() => refuse(gone, now, 'sold out')).toThrow(illegal);
    expect(freedStock(close(gone, now, 'lost')).map(({ quantity }) => quantity)).toEqual([1, 1]);
  });

  it('gives back what a part cost that comes back, and goes on with the rest', () => {
    const sent = shipPart(shipPart(order, one, now).after, two, now).after;
    const { change, amount } = takePartBack(deliverPart(sent, two, 'carrier', times, now).after, one, times, now);
    // Half of the pots; two thirds of the lids, each part rounded down.
    expect(amount).toEqual(brl(5890 + 500 + 666 + 67));
    expect(told(change)).toEqual(['order-part-returned', 'order-delivered']);
    expect(change.after).toMatchObject({ state: 'delivered', refunded: { [pots.id]: 1, [lid.id]: 2 } });
  });

  it('is cancelled when all of it has come back', () => {
    const sent = shipPart(shipPart(order, one, now).after, two, now).after;
    const back = takePartBack(takePartBack(sent, one, times, now).change.after, two, times, now).change;
    expect(back.after).toMatchObject({ state: 'cancelled', cancellation: { reason: 'returned' } });
    expect(freedStock(back)).toEqual([]);
  });
});

describe('what units of an order cost [ORD-16] [PAY-07]', () => {
  it('comes to what was paid, in whatever order and pieces it is given back, to the cent', () => {
    fc.assert(fc.property(
      fc.array(
        fc.record({
          items: fc.integer({ min: 1, max: 1e12 }),
          freight: fc.nat(1e10),
          quantity: fc.integer({ min: 1, max: 999 }),
        }),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 400 })), { maxLength: 8 }),
      (goods, picks) => {
        const lines = goods.map(({ items, freight, quantity }) => ({
          ...pot,
          id: newId('orderLine'),
          quantity,
          items: brl(items),
          freight: brl(freight),
        }));
        const rest = lines.map(({ id: lineId, quantity }) => ({ lineId, quantity }));
        const pieces = [
          ...picks.map(([at, quantity]) => ({ lineId: lines[at % lines.length]!.id, quantity })),
          ...rest,
        ];
        let so: Order = { ...order, lines };
        let given = 0;
        for (const piece of pieces) {
          const { amount, refunded } = refundOf(so, [piece]);
          expect(amount.amount).toBeGreaterThanOrEqual(0);
          given += amount.amount;
          so = { ...so, refunded };
        }
        expect(given).toBe(goods.reduce((all, { items, freight }) => all + items + freight, 0));
      },
    ));
  });

  it('cannot be given back twice, before it is paid, or after the end', () => {
    const { change, amount } = refundLines(order, [{ lineId: lid.id, quantity: 3 }]);
    expect(amount).toEqual(brl(1101));
    expect(() => refundLines(change.after, [{ lineId: lid.id, quantity: 1 }])).toThrow(
      expect.objectContaining({ code: 'refund-too-large' }),
    );
    expect(() => refundLines(order, [{ lineId: newId('orderLine'), quantity: 1 }])).toThrow('not-found');
    expect(() => refundLines(bare, [{ lineId: pot.id, quantity: 1 }])).toThrow(illegal);
    expect(() => refundLines(cancel(order, now).after, [{ lineId: lid.id, quantity: 1 }])).toThrow(illegal);
    expect(money(0, 'BRL')).toEqual(refundOf(change.after, [{ lineId: lid.id, quantity: 1 }]).amount);
  });
});
