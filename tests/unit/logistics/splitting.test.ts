import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type Id } from '../../../shared/kernel/values/ids.ts';
import type { Dispatch } from '../../../shared/logistics/dispatch.ts';
import { maxShipments } from '../../../shared/logistics/policy.ts';
import { shipmentTimes } from '../../../shared/logistics/rulebooks.ts';
import { travelling } from '../../../shared/logistics/shipment-view.ts';
import { handOver, openShipment, report, settleBooking, type Shipment } from '../../../shared/logistics/shipment.ts';
import { callOffAll, splitShipment } from '../../../shared/logistics/splitting.ts';
import type { MerchantId } from '../../../shared/kernel/values/ids.ts';

const now = instant(1_790_000_000_000);
const newId = idsAt(now);
const party = {
  name: 'Ana',
  phone: '+5511555500000',
  country: 'BR',
  region: 'SP',
  city: 'São Paulo',
  street: 'Rua 1',
  postalCode: '01000',
};
const merchantId = newId('merchant');
const dispatch: Dispatch = { id: merchantId, version: 1, address: party };
const times = shipmentTimes.byDefault;
const line = (quantity: number, weight = 400) => ({
  lineId: newId('orderLine'),
  skuId: newId('sku'),
  code: 'POT',
  title: { en: 'Clay pot' },
  quantity,
  weight,
});
const opened = (...quantities: number[]): Shipment =>
  openShipment(
    {
      orderId: newId('order'),
      merchantId: merchantId as MerchantId,
      buyerId: '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as Shipment['buyerId'],
      to: party,
      lines: quantities.map((quantity) => line(quantity)),
    },
    dispatch,
    times,
    now,
  ).after;
const booked = (shipment: Shipment): Shipment =>
  settleBooking(
    shipment,
    'swift',
    { waybill: `SW-${shipment.id}`, labelUrl: 'https://swift.example/1', scans: [] },
    now,
  ).after;
const split = (first: Shipment, shipment: Shipment, units: readonly { lineId: Id<'orderLine'>; quantity: number }[]) =>
  splitShipment({ first, shipment, units, dispatch, times }, { now, newId });
const unitsOf = (shipments: readonly Shipment[]): Map<string, number> => {
  const all = new Map<string, number>();
  for (const { lines } of shipments) {
    for (const { lineId, quantity } of lines) all.set(lineId, (all.get(lineId) ?? 0) + quantity);
  }
  return all;
};

describe('a shipment that is split [ORD-16]', () => {
  it('gives its units to two others, each of them once, and asks for a carrier for both', () => {
    fc.assert(fc.property(
      fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 9 }), taken: fc.nat(9) }), {
        minLength: 1,
        maxLength: 5,
      }),
      (goods) => {
        const shipment = booked(opened(...goods.map(({ quantity }) => quantity)));
        const units = shipment.lines.map(({ lineId }, i) => ({
          lineId,
          quantity: Math.min(goods[i]!.taken, goods[i]!.quantity),
        }))
          .filter(({ quantity }) => quantity > 0);
        const some = units.reduce((all, { quantity }) => all + quantity, 0);
        const all = goods.reduce((sum, { quantity }) => sum + quantity, 0);
        if (some === 0 || some === all) {
          expect(() => split(shipment, shipment, units)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
          return;
        }
        const [ended, taken, rest] = split(shipment, shipment, units).map(({ after }) => after);
        expect(ended).toMatchObject({
          state: 'cancelled',
          version: shipment.version + 1,
          parts: [taken!.id, rest!.id],
        });
        expect(unitsOf([taken!, rest!])).toEqual(unitsOf([shipment]));
        expect(unitsOf([taken!])).toEqual(new Map(units.map(({ lineId, quantity }) => [lineId, quantity])));
        expect(travelling([ended!, taken!, rest!])).toEqual([taken, rest]);
      },
    ));
  });

  it('takes the booking back that it had', () => {
    const shipment = booked(opened(2));
    const facts = split(shipment, shipment, [{ lineId: shipment.lines[0]!.lineId, quantity: 1 }])[0]!.facts.map((
      { type },
    ) => type);
    expect(facts).toEqual(['shipment-cancelled', 'booking-dropped', 'shipment-split']);
  });

  it('can be split again, and its first shipment names all that came of it', () => {
    const shipment = opened(3);
    const [{ lineId }] = shipment.lines as [Shipment['lines'][0]];
    const [first, one, two] = split(shipment, shipment, [{ lineId, quantity: 1 }]).map(({ after }) => after);
    const again = split(first!, two!, [{ lineId, quantity: 1 }]).map(({ after }) => after);
    expect(again.find(({ id }) => id === first!.id)!.parts).toEqual([
      one!.id,
      two!.id,
      ...again.slice(-2).map(({ id }) => id),
    ]);
    expect(travelling([first!, one!, ...again.slice(0, 1), ...again.slice(-2)])).toHaveLength(3);
  });

  it.each<[string, (shipment: Shipment) => Shipment]>([
    ['it has left', (shipment) => handOver(booked(shipment), now).after],
    ['its order has too many', (shipment) => ({ ...shipment, parts: Array(maxShipments - 1).fill(newId('shipment')) })],
  ])('is refused once %s', (_, so) => {
    const shipment = so(opened(2));
    expect(() => split(shipment, shipment, [{ lineId: shipment.lines[0]!.lineId, quantity: 1 }])).toThrow(
      expect.objectContaining({ code: 'illegal-step' }),
    );
  });

  it('is refused for units that it has not', () => {
    const shipment = opened(2, 1);
    for (
      const units of [[{ lineId: newId('orderLine'), quantity: 1 }], [{
        lineId: shipment.lines[0]!.lineId,
        quantity: 3,
      }]]
    ) {
      expect(() => split(shipment, shipment, units)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    }
  });
});

describe('the shipments of a cancelled order', () => {
  it('end where they have not left, a person hears of what travels, and there is nothing to do twice', () => {
    const shipment = opened(2);
    const [first, one, two] = split(shipment, shipment, [{ lineId: shipment.lines[0]!.lineId, quantity: 1 }]).map((
      { after },
    ) => after);
    const gone = report(booked(one!), [{ step: 'picked-up', at: now, place: '' }], 'swift', now).after;
    const changes = callOffAll([first!, gone, two!], now).map(({ after }) => after);
    expect(changes.map(({ id, state, trouble }) => [id, state, trouble?.reason])).toEqual([
      [gone.id, 'picked-up', 'unwanted'],
      [two!.id, 'cancelled', undefined],
    ]);
    expect(() => callOffAll([first!, ...changes], now)).toThrow(expect.objectContaining({ code: 'illegal-step' }));
  });
});
