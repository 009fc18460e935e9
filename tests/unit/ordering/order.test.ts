import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagramOf, type Change } from '../../../shared/kernel/store/change.ts';
import { after, days, minutes, type Instant } from '../../../shared/kernel/values/clock.ts';
import type { Fact } from '../../../shared/kernel/events.ts';
import * as events from '../../../shared/ordering/events.ts';
import {
  about,
  accept,
  askAnew,
  cancel,
  cancelWith,
  close,
  confirm,
  confirmByItself,
  declinePayment,
  denyDelivery,
  deliver,
  expire,
  flagOverdue,
  freedStock,
  lapse,
  leavingStock,
  pay,
  refuse,
  reviewOf,
  sayDelivered,
  ship,
  steps,
  takeBack,
  upholdDelivery,
  type Order,
} from '../../../shared/ordering/order.ts';
import { shipmentDueAt } from '../../../shared/ordering/dispatch-times.ts';
import { brl, newId, now, placed, times } from './samples.ts';

const shipmentId = newId('shipment');
const order = placed().orders[0]!.after;

/** Every step, as the use cases take it. */
const take: Record<keyof typeof steps, (order: Order, at: Instant) => Change<Order>> = {
  pay,
  expire,
  accept,
  lapse,
  cancel,
  refuse: (one, at) => refuse(one, at, 'sold out in the store'),
  change: (one, at) =>
    askAnew(
      one,
      {},
      events.orderChanged({
        ...about(one, at),
        payable: one.payable,
        back: brl(0),
        paid: true,
        acceptedAnew: true,
        addressChanged: true,
        noteChanged: false,
        lines: [],
      }),
      at,
    ),
  ship: (one, at) => ship(one, shipmentId, at),
  deliver: (one, at) => deliver(one, shipmentId, times, at),
  confirm: (one, at) => confirm(one, at),
  return: takeBack,
  close: (one, at) => close(one, at, 'the shop does not answer'),
};
const through = (...names: (keyof typeof steps)[]): Order =>
  names.reduce((one, name) => take[name](one, now).after, order);
const declared = Object.values(events).filter((one) => typeof one === 'function' && 'eventName' in one);
const fits = ({ type, data }: Fact): boolean =>
  declared.find(({ eventName }) => eventName === type)!.schema.safeParse(data).success;

describe('the life of an order', () => {
  it('only takes legal steps, tells one fact of each, and never changes what was sold [ORD-02 part] [ORD-03]', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...Object.keys(steps) as (keyof typeof steps)[])), (names) => {
      let one = order;
      names.forEach((name, i) => {
        const at = after(now, minutes(i));
        if (!(steps[name].from as readonly string[]).includes(one.state)) {
          expect(() => take[name](one, at)).toThrow(expect.objectContaining({ code: 'illegal-step' }));
          return;
        }
        const change = take[name](one, at);
        expect(change.after.state).toBe(steps[name].to);
        expect(change.after.version).toBe(one.version + 1);
        expect(change.facts).toHaveLength(1);
        expect(change.facts.every(fits)).toBe(true);
        const { lines, address, items, freight, payable, currency } = change.after;
        expect({ lines, address, items, freight, payable, currency }).toEqual({
          lines: order.lines,
          address: order.address,
          items: order.items,
          freight: order.freight,
          payable: order.payable,
          currency: order.currency,
        });
        one = change.after;
      });
    }));
  });

  it('gives the same bytes when its steps are taken again [ORD-02 part]', () => {
    fc.assert(fc.property(fc.constantFrom(...['cancel', 'refuse', 'lapse', 'confirm'] as const), (last) => {
      const path = last === 'confirm' ? ['pay', 'accept', 'ship', 'deliver', last] as const : ['pay', last] as const;
      expect(JSON.stringify(through(...path))).toBe(JSON.stringify(through(...path)));
    }));
  });

  it('can always end: from every state a way leads to completed or cancelled', () => {
    const reaches = (state: string): boolean =>
      ['completed', 'cancelled'].includes(state)
      || Object.values(steps).some(({ from, to }) => (from as readonly string[]).includes(state) && reaches(to));
    expect([...new Set(Object.values(steps).flatMap(({ from }) => from))].filter((state) => !reaches(state))).toEqual(
      [],
    );
  });

  it.each([
    ['the buyer, unpaid', () => cancel(order, now), 'buyer', false],
    ['the buyer, paid', () => cancel(through('pay'), now), 'buyer', true],
    ['the buyer, accepted', () => cancel(through('pay', 'accept'), now), 'buyer', true],
    ['the deadline of payment', () => expire(order, now), 'deadline', false],
    ['the deadline of acceptance', () => lapse(through('pay'), now), 'deadline', true],
    ['the shop', () => refuse(through('pay'), now, 'sold out'), 'refused', true],
    ['an operator, before acceptance', () => close(through('pay'), now, 'gone'), 'operator', true],
    ['an operator, before shipment', () => close(through('pay', 'accept'), now, 'gone'), 'operator', true],
    ['an operator, on the way', () => close(through('pay', 'accept', 'ship'), now, 'lost'), 'operator', true],
    ['a return of the parcel', () => takeBack(through('pay', 'accept', 'ship'), now), 'returned', true],
    ['a return after delivery', () => takeBack(through('pay', 'accept', 'deliver'), now), 'returned', true],
    ['a return that overtakes the pick-up', () => takeBack(through('pay', 'accept'), now), 'returned', true],
  ])('is cancelled by %s, saying what the buyer is owed [ORD-05 part] [ORD-07]', (_, attempt, reason, paid) => {
    const { after: { cancellation }, facts: [fact] } = attempt();
    expect(cancellation).toMatchObject({ reason, at: now });
    expect(fact).toMatchObject({ type: 'order-cancelled', data: { reason, paid, amount: order.payable } });
  });

  it('cannot be cancelled by the buyer once it is shipped [ORD-05 part]', () => {
    expect(() => cancel(through('pay', 'accept', 'ship'), now)).toThrow(
      expect.objectContaining({ code: 'illegal-step' }),
    );
  });

  it('goes with its whole checkout while unpaid, and alone once paid [ORD-05 part]', () => {
    const checkout = placed().orders.map(({ after: one }) => one);
    expect(cancelWith(checkout[0]!, checkout, now).map(({ after: { id } }) => id)).toEqual(
      checkout.map(({ id }) => id),
    );
    const paid = checkout.map((one) => pay(one, now).after);
    expect(cancelWith(paid[0]!, paid, now).map(({ after: { id } }) => id)).toEqual([checkout[0]!.id]);
  });

  it('measures the time from payment to acceptance [ORD-09]', () => {
    const { after: accepted, facts: [fact] } = accept(pay(order, now).after, after(now, minutes(12)));
    expect(accepted.processingTime).toBe(minutes(12));
    expect(fact!.data).toMatchObject({ processingTime: minutes(12) });
  });

  it.each(
    [
      ['processing', () => through('pay'), 'order-processing-overdue'],
      ['shipment', () => through('pay', 'accept'), 'order-shipment-overdue'],
      ['delivery', () => through('pay', 'accept', 'ship'), 'order-delivery-overdue'],
    ] as const,
  )('is flagged once when %s takes too long, until it moves on [ORD-09]', (stage, waiting, type) => {
    const flagged = flagOverdue(waiting(), stage, after(now, minutes(31)));
    expect(flagged.facts.map((fact) => [fact.type, fits(fact)])).toEqual([[type, true]]);
    expect(flagged.after.overdue).toEqual({ stage, since: now, flaggedAt: after(now, minutes(31)) });
    expect(() => flagOverdue(flagged.after, stage, now)).toThrow(expect.objectContaining({ code: 'illegal-step' }));
    const step = ({ processing: 'accept', shipment: 'ship', delivery: 'deliver' } as const)[stage];
    expect(take[step](flagged.after, now).after.overdue).toBeUndefined();
  });

  it('is not flagged when it has moved on in time [ORD-09]', () => {
    expect(() => flagOverdue(through('pay', 'accept'), 'processing', now)).toThrow(
      expect.objectContaining({ code: 'illegal-step' }),
    );
  });

  it('lets its units leave the stock once, whatever the carrier reports first [ORD-10]', () => {
    const accepted = through('pay', 'accept');
    const shipped = ship(accepted, shipmentId, now);
    expect(leavingStock(shipped)).toEqual(order.lines);
    expect(leavingStock(deliver(shipped.after, shipmentId, times, now))).toEqual([]);
    const delivered = deliver(accepted, shipmentId, times, now);
    expect(leavingStock(delivered)).toEqual(order.lines);
    expect(() => ship(delivered.after, shipmentId, now)).toThrow(expect.objectContaining({ code: 'illegal-step' }));
  });

  it('moves its units once: out with the goods, or back into the stock, whatever happens to it [ORD-10]', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...Object.keys(steps) as (keyof typeof steps)[])), (names) => {
      let one = order;
      let moved = 0;
      for (const name of names) {
        if (!(steps[name].from as readonly string[]).includes(one.state)) continue;
        const change = take[name](one, now);
        one = change.after;
        if (name === 'ship' || name === 'deliver') moved += leavingStock(change).length;
        if (one.state === 'cancelled') moved += freedStock(change).length;
      }
      const waits = ['awaiting-payment', 'awaiting-acceptance', 'awaiting-shipment'].includes(one.state);
      expect(moved).toBe(waits ? 0 : order.lines.length);
    }));
  });

  it('earns nothing once it has come back, and cannot come back once receipt is confirmed [ORD-15]', () => {
    const returned = through('pay', 'accept', 'ship', 'deliver', 'return');
    expect(() => confirmByItself(returned, returned.confirmsAt!, now)).toThrow(
      expect.objectContaining({ code: 'illegal-step' }),
    );
    expect(() => takeBack(returned, now)).toThrow(expect.objectContaining({ code: 'illegal-step' }));
    expect(() => takeBack(through('pay', 'accept', 'ship', 'confirm'), now)).toThrow(
      expect.objectContaining({ code: 'illegal-step' }),
    );
  });

  it('is closed by an operator with a note, and its goods come back into the stock unless they have left it', () => {
    const paid = close(through('pay'), now, 'The shop does not answer');
    expect(paid.after.cancellation).toEqual({ reason: 'operator', note: 'The shop does not answer', at: now });
    expect(paid.facts[0]!.data).toMatchObject({ note: 'The shop does not answer' });
    expect(freedStock(paid)).toEqual(order.lines);
    expect(freedStock(close(through('pay', 'accept', 'ship'), now, 'Lost'))).toEqual([]);
    for (const state of [order, through('pay', 'accept', 'deliver'), through('pay', 'close')]) {
      expect(() => close(state, now, 'No')).toThrow(expect.objectContaining({ code: 'illegal-step' }));
    }
  });

  it('stays payable after a declined payment', () => {
    const declined = declinePayment(order, now);
    expect(declined.after.state).toBe('awaiting-payment');
    expect(declined.facts.every(fits)).toBe(true);
    expect(pay(declined.after, now).after.state).toBe('awaiting-acceptance');
    expect(() => declinePayment(through('pay'), now)).toThrow(expect.objectContaining({ code: 'illegal-step' }));
  });

  it('tells what every line earns, as frozen at the sale, when receipt is confirmed [ORD-15] [RVM-01]', () => {
    const delivered = through('pay', 'accept', 'ship', 'deliver');
    const { facts: [fact] } = confirmByItself(delivered, delivered.confirmsAt!, now);
    expect(fact).toMatchObject({
      type: 'order-completed',
      data: {
        confirmedBy: 'deadline',
        lines: [{ items: brl(11780), freight: brl(2000), commissionRate: 1000, commission: brl(1178) }],
      },
    });
  });

  it('waits anew for the buyer once a denied delivery is upheld: the first deadline ends nothing any more', () => {
    const said = sayDelivered(through('pay', 'accept', 'ship'), shipmentId, times, now).after;
    const denied = denyDelivery(said, 'Nobody has rung.', after(now, days(29))).after;
    expect(() => confirmByItself(denied, said.confirmsAt!, after(now, days(29)))).toThrow('illegal-step');
    const upheld = upholdDelivery(denied, 'There is a signed receipt.', times, after(now, days(29))).after;
    expect(upheld.confirmsAt).toBe(after(now, days(29) + times.confirmShopsWordAfter));
    expect(() => confirmByItself(upheld, said.confirmsAt!, said.confirmsAt!)).toThrow('illegal-step');
    expect(confirmByItself(upheld, upheld.confirmsAt!, upheld.confirmsAt!).after.state).toBe('completed');
    // Orders from before the time was kept end with whichever deadline they have.
    const { confirmsAt: _, ...old } = said;
    expect(confirmByItself(old, said.confirmsAt!, now).after.state).toBe('completed');
  });

  it('ought to leave within the days that its listings promised, and some grace', () => {
    expect(shipmentDueAt(through('pay'), times)).toBe('2026-11-27T08:00:00.000Z');
  });
});

describe("a shop's review", () => {
  const line = order.lines[0]!;
  it.each(
    [
      ['items', { lines: [], items: brl(0), freight: brl(0), payable: brl(0) }],
      ['items', { lines: [{ ...line, title: {} }] }],
      ['quantity', { lines: [{ ...line, quantity: 0 }] }],
      ['amount', { payable: brl(1) }],
      ['amount', { lines: [{ ...line, freight: brl(1) }] }],
      ['amount', { lines: [{ ...line, price: [] }] }],
      ['address', { address: { ...order.address, phone: ' ' } }],
    ] as const,
  )('finds fault with the %s, and then refuses acceptance [ORD-08]', (heading, fault) => {
    const faulty = { ...through('pay'), ...fault } as Order;
    expect(reviewOf(faulty)).toMatchObject({ [heading]: false });
    expect(() => accept(faulty, now)).toThrow(
      expect.objectContaining({ code: 'illegal-step', detail: expect.stringContaining(heading) }),
    );
  });
});

describe('the diagram of a state machine', () => {
  it('shows every step, where it starts and where it ends', () => {
    const diagram = diagramOf({
      open: { from: ['shut'], to: 'wide-open' },
      leave: { from: ['shut', 'wide-open'], to: 'gone' },
    });
    expect(diagram.split('\n')).toEqual([
      'stateDiagram-v2',
      '  state "wide-open" as wide_open',
      '  [*] --> shut',
      '  shut --> wide_open: open',
      '  shut --> gone: leave',
      '  wide_open --> gone: leave',
      '  gone --> [*]',
    ]);
  });
});
