import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../shared/kernel/store/change.ts';
import { after, hours, instant, minutes, type Instant } from '../../../shared/kernel/values/clock.ts';
import type { CarrierName, Consignment, Party } from '../../../shared/logistics/carriers/carrier.ts';
import type { Dispatch } from '../../../shared/logistics/dispatch.ts';
import { maxParcels } from '../../../shared/logistics/policy.ts';
import { shipmentTimes } from '../../../shared/logistics/rulebooks.ts';
import { ReportedStep, ScanStep, type Scan } from '../../../shared/logistics/scan.ts';
import { trackingOf, TrackingView } from '../../../shared/logistics/shipment-view.ts';
import { shipmentWaits } from '../../../shared/logistics/desk.ts';
import {
  answered,
  bookingOf,
  callOff,
  cancelShipment,
  flagOverdue,
  handOver,
  hasSay,
  markOwn,
  openShipment,
  parcelsOf,
  phaseOf,
  report,
  resolve,
  retryBooking,
  settleBooking,
  shipByOwnCarrier,
  shipmentOf,
  shipmentSteps,
  ShipmentState,
  timed,
  unwantedUnderway,
  waitsForBooking,
  type Shipment,
} from '../../../shared/logistics/shipment.ts';

const now = instant(1_790_000_000_000);
const at = (minute: number): Instant => after(now, minutes(minute));
const scan = (step: ScanStep, minute: number): Scan => ({ step, at: at(minute), place: 'Depot' });
const party = (country: string): Party => ({
  name: 'Ana',
  phone: '+5511555500000',
  country,
  region: 'SP',
  city: 'São Paulo',
  street: 'Rua 1',
  postalCode: '01000',
});
const dispatch: Dispatch = { id: 'mer_1' as Dispatch['id'], version: 1, address: party('BR') };
const delivery = {
  orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
  merchantId: 'mer_1',
  buyerId: 'b',
  to: party('BR'),
  lines: [{ lineId: 'oln_1', skuId: 'sku_1', code: 'POT-1', title: { en: 'Clay pot' }, weight: 400, quantity: 2 }],
} as unknown as Parameters<typeof openShipment>[0];
const consignment: Consignment = {
  waybill: 'SW1',
  labelUrl: 'https://swift.example/SW1.svg',
  estimatedArrival: at(2880),
  scans: [],
};

const times = shipmentTimes.byDefault;
const opened = openShipment(delivery, dispatch, times, now).after;
const booked = settleBooking(opened, 'swift', consignment, now).after;
const told = ({ facts }: Change<Shipment>): string[] => facts.map(({ type }) => type);
const heard = (shipment: Shipment, scans: readonly Scan[]): Shipment =>
  scans.reduce((so, one) => report(so, [one], 'swift', at(9000)).after, shipment);

describe('opening [LOG-01]', () => {
  it('gives an order one shipment, found by the order alone', () => {
    expect(opened).toMatchObject({ id: 'shp_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', state: 'opened', parcels: [{ weight: 800 }] });
    expect(shipmentOf(delivery.orderId)).toBe(opened.id);
  });

  it.each([
    ['nothing that weighs', [{ weight: 0, quantity: 3 }], [1]],
    ['what fits', [{ weight: 10_000, quantity: 3 }], [30_000]],
    ['a gram more', [{ weight: 10_000, quantity: 3 }, { weight: 1, quantity: 1 }], [30_000, 1]],
    ['many', [{ weight: 25_000, quantity: 4 }], [30_000, 30_000, 30_000, 10_000]],
    ['as many as one booking takes', [{ weight: 30_000, quantity: maxParcels }], Array(maxParcels).fill(30_000)],
    ['a gram more as none', [{ weight: 30_000, quantity: maxParcels }, { weight: 1, quantity: 1 }], []],
    ['the most that one cart holds as none', Array(24).fill({ weight: 1_000_000, quantity: 999 }), []],
  ])('packs %s', (_, goods, weights) => {
    expect(parcelsOf(goods).map(({ weight }) => weight)).toEqual(weights);
  });

  it.each([
    ['swift within a country', dispatch, 'BR', 'swift'],
    ['postal across a border', dispatch, 'CN', 'postal'],
    ['the one that the merchant prefers', { ...dispatch, carrier: 'postal' as const }, 'BR', 'postal'],
  ])('chooses %s [LOG-02]', (_, from, country, carrier) => {
    expect(bookingOf(openShipment({ ...delivery, to: party(country) }, from, times, now).after).carrier).toBe(carrier);
  });

  it('waits for the merchant when nobody knows where to pick it up, and goes on then', () => {
    const lost = openShipment(delivery, undefined, times, now);
    expect(told(lost)).toEqual(['shipment-opened', 'shipment-exception']);
    expect(() => bookingOf(lost.after)).toThrow('illegal-step');
    expect(() => retryBooking(lost.after, undefined)).toThrow('dispatch-missing');
    const retried = retryBooking(lost.after, dispatch);
    expect(told(retried)).toEqual(['booking-wanted']);
    expect(retried.after.trouble).toBeUndefined();
  });
});

describe('more than any carrier is asked to carry', () => {
  const heavy = { ...delivery, lines: [{ ...delivery.lines[0]!, weight: 1_000_000, quantity: 999 }] };

  it.each([['', dispatch], [', also when nobody knows where to pick it up', undefined]])(
    'waits for the merchant as if it were refused%s [LOG-01] [LOG-02]',
    (_, from) => {
      const change = openShipment(heavy, from, times, now);
      expect(told(change)).toEqual(['shipment-opened', 'shipment-exception']);
      expect(change.after).toMatchObject({
        state: 'opened',
        parcels: [],
        trouble: { reason: 'refused', detail: expect.stringContaining('1000 packages') as string },
      });
      expect(() => bookingOf(change.after)).toThrow('illegal-step');
      expect(() => retryBooking(change.after, from)).toThrow('illegal-step');
    },
  );

  it('goes by a carrier of the merchant, or not at all [ORD-10]', () => {
    const { after: waiting } = openShipment(heavy, dispatch, times, now);
    const own = shipByOwnCarrier(waiting, { carrierName: 'Loggi', waybill: 'LG-7' }, at(1));
    expect(told(own)).toEqual(['shipment-picked-up']);
    expect([own.after.state, own.after.trouble]).toEqual(['picked-up', undefined]);
    expect(told(cancelShipment(waiting, at(1)))).toEqual(['shipment-cancelled']);
  });
});

describe('booking [LOG-02]', () => {
  it('takes in waybill, label and estimated arrival', () => {
    expect(booked).toMatchObject({
      state: 'booked',
      waybill: 'SW1',
      labelUrl: consignment.labelUrl,
      estimatedArrival: consignment.estimatedArrival,
    });
  });

  it('is booked without a label that can be opened, and a person looks for one until the carrier names it', () => {
    const change = settleBooking(opened, 'swift', { ...consignment, labelUrl: undefined }, now);
    expect(told(change)).toEqual(['shipment-booked', 'shipment-exception']);
    expect(change.after).toMatchObject({ state: 'booked', waybill: 'SW1', trouble: { reason: 'label-missing' } });
    const silent = answered(change.after, { scans: [], labelUrl: undefined }, 'swift', at(60));
    expect(silent.after.trouble?.reason).toBe('label-missing');
    const named = answered(change.after, { scans: [], labelUrl: consignment.labelUrl }, 'swift', at(60));
    expect([named.after.labelUrl, named.after.trouble]).toEqual([consignment.labelUrl, undefined]);
    expect(shipmentWaits.waiting(named.before!)).toBeDefined();
    const travels = answered(change.after, { ...consignment, scans: [scan('picked-up', 1)] }, 'swift', at(60)).after;
    expect(travels).toMatchObject({ state: 'picked-up', labelUrl: consignment.labelUrl, trouble: undefined });
    expect(answered(booked, { scans: [], labelUrl: 'https://elsewhere.example' }, 'swift', at(60)).after.labelUrl)
      .toBe(consignment.labelUrl);
  });

  it('leaves a refusal to the merchant, who may ask again', () => {
    const refused = settleBooking(opened, 'swift', { refused: 'This address is not served.' }, now);
    expect(told(refused)).toEqual(['shipment-exception']);
    expect(refused.after).toMatchObject({
      state: 'opened',
      trouble: { reason: 'refused', detail: 'This address is not served.' },
    });
    expect(retryBooking(refused.after, { ...dispatch, carrier: 'postal' }).after).toMatchObject({
      carrier: 'postal',
      trouble: undefined,
    });
  });

  it('has no effect the second time', () => {
    expect(() => settleBooking(booked, 'swift', consignment, now)).toThrow('illegal-step');
  });

  it('accepts that the first scan comes before the answer', () => {
    const early = report(opened, [scan('picked-up', 1)], 'swift', at(1)).after;
    expect(settleBooking(early, 'swift', consignment, at(2)).after).toMatchObject({
      state: 'picked-up',
      waybill: 'SW1',
    });
  });

  it('drops what was booked for an order that was cancelled meanwhile', () => {
    const cancelled = cancelShipment(opened, now).after;
    expect(told(settleBooking(cancelled, 'swift', consignment, now))).toEqual(['booking-dropped']);
    expect(() => settleBooking(cancelled, 'swift', undefined, now)).toThrow('illegal-step');
  });

  it('drops what was booked with a carrier that the merchant gave up', () => {
    const moved = retryBooking(opened, { ...dispatch, carrier: 'postal' }).after;
    expect(told(settleBooking(moved, 'swift', consignment, now))).toEqual(['booking-dropped']);
    expect(told(retryBooking(opened, { ...dispatch, carrier: 'postal' }))).toEqual([
      'booking-wanted',
      'booking-dropped',
    ]);
    expect(moved.givenUp).toEqual(['swift']);
    expect(told(retryBooking(opened, dispatch))).toEqual(['booking-wanted']);
    expect(told(report(moved, [scan('picked-up', 1)], 'swift', at(1)))).toEqual(['shipment-exception']);
    expect((['swift', 'postal'] as const).filter((carrier) => waitsForBooking(moved, carrier))).toEqual(['postal']);
    const own = shipByOwnCarrier(opened, { carrierName: 'Loggi', waybill: 'LG-7' }, at(1)).after;
    expect(told(settleBooking(own, 'swift', consignment, now))).toEqual(['booking-dropped']);
  });
});

describe('tracking [LOG-03]', () => {
  const anyScan = fc.record({
    step: fc.constantFrom(...ScanStep.options),
    at: fc.integer({ min: 0, max: 20 }).map(at),
    place: fc.constant('Depot'),
  });
  const anyScans = fc.array(anyScan, { minLength: 1, maxLength: 8 });

  it('ends in one state with one timeline, whatever the order and the repetitions of the scans', () => {
    fc.assert(fc.property(
      anyScans.chain((scans) =>
        fc.tuple(
          fc.constant(scans),
          fc.tuple(fc.constant(scans), fc.array(fc.constantFrom(...scans), { maxLength: 4 }))
            .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })),
        )
      ),
      ([scans, shuffled]) => {
        const [one, other] = [heard(booked, scans), heard(booked, shuffled)];
        expect(other.state).toBe(one.state);
        expect(other.scans).toEqual(one.scans);
        expect(other.trouble?.reason).toBe(one.trouble?.reason);
        expect(new Set(one.scans.map(({ at, step }) => `${at} ${step}`))).toEqual(
          new Set(scans.map(({ at, step }) => `${at} ${step}`)),
        );
      },
    ));
  });

  it('comes to the same whether scans are told one by one or all at once, as when the carrier is asked', () => {
    fc.assert(fc.property(anyScans, (scans) => {
      const [one, other] = [heard(booked, scans), report(booked, scans, 'swift', at(9000)).after];
      expect([other.state, other.scans]).toEqual([one.state, one.scans]);
    }));
  });

  it('only ever takes steps of the state machine, and tells each milestone at most once', () => {
    fc.assert(fc.property(anyScans, (scans) => {
      const facts: string[] = [];
      let shipment = booked;
      for (const one of scans) {
        const change = report(shipment, [one], 'swift', at(9000));
        facts.push(...told(change));
        const { from, to } = change.after.state === shipment.state
          ? { from: [shipment.state], to: shipment.state }
          : shipmentSteps[change.after.state as ScanStep];
        expect(from).toContain(shipment.state);
        expect(to).toBe(change.after.state);
        shipment = change.after;
      }
      for (const milestone of ['shipment-picked-up', 'shipment-delivered', 'shipment-returned']) {
        expect(facts.filter((type) => type === milestone).length).toBeLessThanOrEqual(1);
      }
      expect(facts.includes('shipment-picked-up')).toBe(shipment.scans.some(({ step }) => step !== 'exception'));
    }));
  });

  it.each<[string, Scan[], ShipmentState, string[]]>([
    ['one step', [scan('picked-up', 1)], 'picked-up', ['shipment-picked-up']],
    ['delivery before anything else', [scan('delivered', 3)], 'delivered', [
      'shipment-picked-up',
      'shipment-delivered',
    ]],
    ['the past after delivery', [scan('delivered', 3), scan('in-transit', 2), scan('picked-up', 1)], 'delivered', [
      'shipment-picked-up',
      'shipment-delivered',
    ]],
    ['an exception', [scan('picked-up', 1), scan('exception', 2)], 'exception', [
      'shipment-picked-up',
      'shipment-exception',
    ]],
    [
      'an exception that has passed',
      [scan('picked-up', 1), scan('exception', 2), scan('in-transit', 3)],
      'in-transit',
      ['shipment-picked-up', 'shipment-exception'],
    ],
    ['an exception that is old news', [scan('in-transit', 3), scan('exception', 2)], 'in-transit', [
      'shipment-picked-up',
    ]],
    ['a return', [scan('picked-up', 1), scan('exception', 2), scan('returned', 3)], 'returned', [
      'shipment-picked-up',
      'shipment-exception',
      'shipment-returned',
    ]],
  ])('of %s', (_, scans, state, facts) => {
    let shipment = booked;
    const all = scans.flatMap((one) => {
      const change = report(shipment, [one], 'swift', at(10));
      shipment = change.after;
      return told(change);
    });
    expect([shipment.state, all]).toEqual([state, facts]);
  });

  it('brings a parcel before a person that travels though it was called off', () => {
    const cancelled = cancelShipment(booked, now).after;
    const change = report(cancelled, [scan('picked-up', 1)], 'swift', at(1));
    expect(change.after).toMatchObject({ state: 'cancelled', trouble: { reason: 'unwanted' } });
    expect(told(change)).toEqual(['shipment-exception']);
    expect(told(report(change.after, [scan('in-transit', 2)], 'swift', at(2)))).toEqual([]);
    expect(told(unwantedUnderway(booked, 'swift', now))).toEqual(['shipment-exception']);
  });
});

describe('cancelling', () => {
  it('takes the booking back, until the parcel is on its way', () => {
    expect(told(cancelShipment(booked, now))).toEqual(['shipment-cancelled', 'booking-dropped']);
    expect(() => cancelShipment(heard(booked, [scan('picked-up', 1)]), now)).toThrow('illegal-step');
  });

  it('still does after an exception, unless the parcel had been picked up before it', () => {
    const stuck = heard(booked, [scan('exception', 1)]);
    const change = callOff(stuck, at(2));
    expect([change.after.state, change.after.trouble, told(change)]).toEqual([
      'cancelled',
      undefined,
      ['shipment-cancelled', 'booking-dropped'],
    ]);
    expect(() => cancelShipment(heard(booked, [scan('picked-up', 1), scan('exception', 2)]), now)).toThrow(
      'illegal-step',
    );
  });

  it('brings a parcel before a person that the carrier had already, once', () => {
    fc.assert(fc.property(
      fc.subarray([scan('in-transit', 2), scan('exception', 3), scan('out-for-delivery', 4), scan('delivered', 5)]),
      (scans) => {
        const underway = heard(booked, [scan('picked-up', 1), ...scans]);
        const change = callOff(underway, at(6));
        expect([change.after.state, change.after.trouble?.reason]).toEqual([underway.state, 'unwanted']);
        expect(told(change)).toEqual(['shipment-exception']);
        expect(() => callOff(change.after, at(7))).toThrow('illegal-step');
      },
    ));
  });

  it('is never repeated, and needs nothing when the shop has the goods back', () => {
    expect(() => callOff(cancelShipment(booked, now).after, now)).toThrow('illegal-step');
    expect(() => callOff(heard(booked, [scan('picked-up', 1), scan('returned', 2)]), now)).toThrow('illegal-step');
  });

  it('leaves the trouble until the parcel is back or a person has settled it, also when it is delivered', () => {
    const unwanted = callOff(heard(booked, [scan('picked-up', 1)]), at(2)).after;
    expect(heard(unwanted, [scan('exception', 3), scan('delivered', 4)]).trouble?.reason).toBe('unwanted');
    expect(heard(unwanted, [scan('in-transit', 3), scan('returned', 4)]).trouble).toBeUndefined();
    expect(resolve(unwanted, 'settled', 'The buyer keeps it and pays', at(5)).after.trouble).toBeUndefined();
  });
});

describe('shipping by the merchant [ORD-10]', () => {
  it('marks the hand-over once', () => {
    const handed = handOver(booked, at(1));
    expect([handed.after.state, told(handed)]).toEqual(['picked-up', ['shipment-picked-up']]);
    expect(told(report(handed.after, [scan('picked-up', 2)], 'swift', at(2)))).toEqual([]);
    expect(() => handOver(handed.after, at(3))).toThrow('illegal-step');
    expect(() => handOver(opened, at(1))).toThrow('illegal-step');
  });

  it("goes by a carrier of its own under its waybill, and takes the platform's booking back", () => {
    const own = shipByOwnCarrier(booked, { carrierName: 'Loggi', waybill: 'LG-7' }, at(1));
    expect(own.after).toMatchObject({ state: 'picked-up', carrier: 'own', carrierName: 'Loggi', waybill: 'LG-7' });
    expect(own.after.labelUrl).toBeUndefined();
    expect(own.before).toBe(booked);
    expect(told(own)).toEqual(['shipment-picked-up', 'booking-dropped']);
    const delivered = markOwn(own.after, scan('delivered', 2), at(2));
    expect([delivered.after.state, told(delivered)]).toEqual(['delivered', ['shipment-delivered']]);
  });

  it("leaves the reports of the platform's carriers to them", () => {
    expect(() => markOwn(booked, scan('delivered', 1), now)).toThrow('illegal-step');
  });

  it('is too late once the parcel is on its way', () => {
    expect(() =>
      shipByOwnCarrier(heard(booked, [scan('picked-up', 1)]), { carrierName: 'Loggi', waybill: 'LG-7' }, at(2))
    ).toThrow('illegal-step');
  });
});

describe("another carrier's word", () => {
  const own = { carrierName: 'Loggi', waybill: 'LG-7' };
  const byOwn = shipByOwnCarrier(booked, own, at(1)).after;
  const moved = settleBooking(
    settleBooking(retryBooking(opened, { ...dispatch, carrier: 'postal' }).after, 'swift', consignment, at(1)).after,
    'postal',
    { ...consignment, waybill: 'PO1' },
    at(1),
  ).after;
  const anyScan = fc.record({
    step: fc.constantFrom(...ReportedStep.options),
    at: fc.integer({ min: 0, max: 20 }).map(at),
    place: fc.constant('Depot'),
  });

  it('is not believed, unless its booking was given up for the one that carries it', () => {
    expect(hasSay(booked, 'postal')).toBe(false);
    expect(() => report(booked, [scan('picked-up', 1)], 'postal', at(1))).toThrow('illegal-step');
    expect((['swift', 'postal', 'own', 'staff'] as const).filter((by) => hasSay(moved, by))).toEqual(
      ['swift', 'postal', 'staff'],
    );
    expect(hasSay(byOwn, 'postal')).toBe(false);
  });

  it('is trouble, and no news, when it has what was taken back from it', () => {
    for (const shipment of [byOwn, moved]) {
      const change = report(shipment, [scan('delivered', 2)], 'swift', at(2));
      expect(change.after).toEqual({
        ...shipment,
        version: shipment.version + 1,
        trouble: { reason: 'unwanted', since: at(2), carriers: ['swift'] },
      });
      expect(told(change)).toEqual(['shipment-exception']);
      expect(told(report(change.after, [scan('delivered', 2)], 'swift', at(3)))).toEqual([]);
    }
  });

  it('that nobody understands is for a person', () => {
    const { trouble } = report(moved, [{ step: 'unknown', at: at(2), place: '', said: 'X7' }], 'swift', at(2)).after;
    expect(trouble).toMatchObject({ reason: 'unknown-report', detail: 'X7' });
  });

  it('stops no cancellation: the order being cancelled, its own carrier is called off too', () => {
    const unwanted = report(moved, [scan('picked-up', 2)], 'swift', at(2)).after;
    const change = callOff(unwanted, at(3));
    expect(told(change)).toEqual(['shipment-cancelled', 'booking-dropped']);
    expect(change.after).toMatchObject({ state: 'cancelled', trouble: { reason: 'unwanted', carriers: ['swift'] } });
    const both = report(change.after, [scan('picked-up', 4)], 'postal', at(4));
    expect([told(both), both.after.trouble?.carriers]).toEqual([['shipment-exception'], ['swift', 'postal']]);
  });

  it('keeps its trouble whatever else becomes of the shipment', () => {
    const given = settleBooking(
      retryBooking(opened, { ...dispatch, carrier: 'postal' }).after,
      'swift',
      consignment,
      at(1),
    ).after;
    const unwanted = report(given, [scan('picked-up', 2)], 'swift', at(2)).after;
    for (
      const { after: later } of [
        settleBooking(unwanted, 'postal', { ...consignment, waybill: 'PO1' }, at(3)),
        settleBooking(unwanted, 'postal', { refused: 'Not served.' }, at(3)),
        retryBooking(unwanted, { ...dispatch, carrier: 'postal' }),
        shipByOwnCarrier(unwanted, own, at(3)),
        report(unwanted, [scan('returned', 3)], 'postal', at(3)),
      ]
    ) expect(later.trouble).toEqual(unwanted.trouble);
  });

  it('changes nothing of what the shipment says, whatever is mixed in', () => {
    fc.assert(fc.property(
      fc.constantFrom(opened, booked, byOwn, moved, cancelShipment(booked, at(1)).after),
      fc.array(fc.tuple(fc.constantFrom('swift' as const, 'postal' as const), anyScan), { maxLength: 12 }),
      (start, notices) => {
        const hear = (shipment: Shipment, [by, one]: typeof notices[number]): Shipment =>
          hasSay(shipment, by) ? report(shipment, [one], by, at(30)).after : shipment;
        const its = notices.filter(([by]) => by === start.carrier);
        const { trouble, version: _, ...all } = notices.reduce(hear, start);
        const { trouble: itsTrouble, version: __, ...alone } = its.reduce(hear, start);
        expect(all).toEqual(alone);
        const mayHave = (by: CarrierName): boolean =>
          start.givenUp?.includes(by) === true || (start.state === 'cancelled' && by === start.carrier);
        const carrying = notices.filter(([by, { step }]) => mayHave(by) && !['exception', 'unknown'].includes(step));
        expect(new Set(trouble?.carriers)).toEqual(new Set(carrying.map(([by]) => by)));
        expect(trouble?.reason === 'unwanted').toBe(carrying.length > 0);
        if (!notices.some(([by]) => mayHave(by))) expect(trouble).toEqual(itsTrouble);
      },
    ));
  });
});

describe('waiting', () => {
  it('has a deadline in every state that is not an end', () => {
    const ends = ShipmentState.options.filter((state) => phaseOf({ state }) === undefined);
    expect(ends).toEqual(['delivered', 'returned', 'lost', 'cancelled']);
    const { change, deadline } = timed(openShipment(delivery, dispatch, times, now), now);
    expect(deadline).toEqual({
      at: after(now, times.bookWithin),
      payload: { shipmentId: opened.id, phase: 'opened' },
    });
    expect(change.after.overdueAt).toBe(deadline?.at);
    expect(timed(settleBooking(opened, 'swift', consignment, now), now).deadline?.at).toBe(
      after(now, times.pickUpWithin),
    );
    expect(timed(report(booked, [scan('exception', 1)], 'swift', now), now).deadline?.payload.phase).toBe('travelling');
    expect(timed(report(booked, [scan('delivered', 1)], 'swift', now), now).deadline).toBeUndefined();
  });

  it('begins anew once its trouble is over: the first deadline brings it before nobody any more', () => {
    const first = timed(report(booked, [scan('picked-up', 1)], 'swift', at(1)), at(1)).change.after;
    const stuck = timed(report(first, [scan('exception', 2)], 'swift', at(2)), at(2)).change.after;
    expect(stuck.overdueAt).toBe(first.overdueAt);
    for (
      const { after: onward } of [
        timed(resolve(stuck, 'settled', 'The carrier looks for it', at(60)), at(60)).change,
        timed(report(stuck, [scan('in-transit', 3)], 'swift', at(60)), at(60)).change,
      ]
    ) {
      expect(onward.overdueAt).toBe(after(at(60), times.deliverWithin));
      expect(() => flagOverdue(onward, 'travelling', first.overdueAt!, at(90))).toThrow('illegal-step');
      expect(flagOverdue(onward, 'travelling', onward.overdueAt!, at(90)).after.trouble?.reason).toBe('overdue');
    }
  });

  it('brings a shipment before a person once, and only while it still waits', () => {
    const overdue = flagOverdue(booked, 'booked', at(9), at(9));
    expect([told(overdue), overdue.after.trouble?.reason]).toEqual([['shipment-overdue'], 'overdue']);
    expect(() => flagOverdue(overdue.after, 'booked', at(9), at(10))).toThrow('illegal-step');
    expect(() => flagOverdue(booked, 'opened', at(9), at(9))).toThrow('illegal-step');
    expect(report(overdue.after, [scan('picked-up', 11)], 'swift', at(11)).after.trouble).toBeUndefined();
  });

  it('stays overdue while it travels on', () => {
    const late = flagOverdue(heard(booked, [scan('picked-up', 1)]), 'travelling', at(9), at(9)).after;
    expect(heard(late, [scan('in-transit', 10)]).trouble?.reason).toBe('overdue');
    expect(heard(late, [scan('delivered', 10)]).trouble).toBeUndefined();
  });

  it('ends when a person settles it', () => {
    const stuck = heard(booked, [scan('picked-up', 1), scan('exception', 2)]);
    const later = after(now, hours(1));
    expect(told(resolve(stuck, 'delivered', 'The buyer says so', later))).toEqual([
      'shipment-delivered',
      'shipment-resolved',
    ]);
    expect(resolve(stuck, 'returned', 'Back at the depot', later).after).toMatchObject({
      state: 'returned',
      trouble: undefined,
    });
    // The shop cannot have a person say what would be its own word.
    const own = shipByOwnCarrier(opened, { carrierName: 'Loggi', waybill: 'LG-7' }, at(1)).after;
    const held = markOwn(own, scan('exception', 2), at(2)).after;
    expect([held, stuck].map((one) => resolve(one, 'delivered', 'The shop says so', later).facts[0]!.data))
      .toMatchObject([
        { by: 'shop' },
        { by: 'carrier' },
      ]);
    const settled = resolve(stuck, 'settled', 'The carrier looks for it', later);
    expect(timed(settled, later).deadline?.at).toBe(after(later, times.deliverWithin));
    expect(() => resolve(booked, 'settled', 'Nothing', now)).toThrow('illegal-step');
  });
});

describe("the buyer's view [LOG-04]", () => {
  it('shows progress, timeline and estimated arrival', () => {
    const view = TrackingView.parse(trackingOf(heard(booked, [scan('in-transit', 2), scan('picked-up', 1)])));
    expect(view).toMatchObject({
      state: 'in-transit',
      waybill: 'SW1',
      carrier: 'swift',
      estimatedArrival: consignment.estimatedArrival,
    });
    expect(view.progress).toEqual([
      { step: 'picked-up', reached: true, at: at(1) },
      { step: 'in-transit', reached: true, at: at(2) },
      { step: 'out-for-delivery', reached: false },
      { step: 'delivered', reached: false },
    ]);
    expect(view.scans.map(({ step }) => step)).toEqual(['picked-up', 'in-transit']);
  });

  it('does not call a parcel delivered that came back', () => {
    const { progress } = trackingOf(heard(booked, [scan('returned', 2)]));
    expect(progress.map(({ reached }) => reached)).toEqual([true, true, true, false]);
  });
});
