import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, hours, instant, type Instant } from '../../../shared/kernel/values/clock.ts';
import { countsOf, figuresOf } from '../../../shared/logistics/promises/figures.ts';
import {
  flagLate,
  judged,
  lateView,
  plannedArrival,
  promiseSet,
  standingOf,
} from '../../../shared/logistics/promises/promise.ts';
import { rateDelivery } from '../../../shared/logistics/promises/rating.ts';
import { shipmentTimes } from '../../../shared/logistics/rulebooks.ts';
import type { Scan, ScanStep } from '../../../shared/logistics/scan.ts';
import {
  openShipment,
  report,
  settleBooking,
  shipByOwnCarrier,
  type Shipment,
} from '../../../shared/logistics/shipment.ts';

const now = instant(1_790_000_000_000);
const at = (hour: number): Instant => after(now, hours(hour));
const scan = (step: ScanStep, hour: number): Scan => ({ step, at: at(hour), place: 'Depot' });
const party = {
  name: 'Ana',
  phone: '+5511555500000',
  country: 'BR',
  region: 'SP',
  city: 'São Paulo',
  street: 'Rua 1',
  postalCode: '01000',
};
const opened = openShipment(
  {
    orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    buyerId: '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e',
    to: party,
    lines: [],
  } as unknown as Parameters<typeof openShipment>[0],
  { id: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A' as Shipment['merchantId'], version: 1, address: party },
  shipmentTimes.byDefault,
  now,
);
const bookedFor = (estimatedArrival: Instant | undefined) =>
  settleBooking(
    opened.after,
    'swift',
    { waybill: 'SW1', labelUrl: 'https://a.example', estimatedArrival, scans: [] },
    now,
  );
const booked = bookedFor(at(48));
const heard = (shipment: Shipment, ...scans: Scan[]) => judged(report(shipment, scans, 'swift', at(99)));

describe('what was promised of a parcel', () => {
  it('is what its carrier said as it was booked; else as long after it left as a parcel may travel', () => {
    expect(plannedArrival(opened.after)).toBeUndefined();
    expect(plannedArrival(booked.after)).toBe(at(48));
    const silent = bookedFor(undefined).after;
    expect(plannedArrival(silent)).toBe(after(now, shipmentTimes.byDefault.deliverWithin));
    const left = heard(silent, scan('picked-up', 5));
    expect(plannedArrival(left.after)).toBe(after(at(5), shipmentTimes.byDefault.deliverWithin));
  });

  it('is looked at once for each time that is said, and no more once it is there', () => {
    expect(promiseSet(opened)).toBeUndefined();
    expect(promiseSet(booked)).toBe(at(48));
    expect(promiseSet(heard(booked.after, scan('picked-up', 1)))).toBeUndefined();
    expect(promiseSet(heard(bookedFor(undefined).after, scan('delivered', 5)))).toBeUndefined();
  });

  it('is broken when its time passes, once, and not while it is promised for later or when it is there', () => {
    const late = flagLate(booked.after, at(48), at(49));
    expect(late.after.lateSince).toBe(at(48));
    expect(late.facts.map(({ type }) => type)).toEqual(['shipment-late']);
    expect(() => flagLate(late.after, at(48), at(50))).toThrow('illegal-step');
    expect(() => flagLate(booked.after, at(47), at(50))).toThrow('illegal-step');
    expect(() => flagLate(heard(booked.after, scan('delivered', 49)).after, at(48), at(50))).toThrow('illegal-step');
  });

  it('is judged by when the parcel was there, not by when that was told', () => {
    const late = flagLate(booked.after, at(48), at(49)).after;
    expect(standingOf(late)).toBe('under-way');
    const inTime = heard(late, scan('delivered', 47));
    expect(inTime.after.lateSince).toBeUndefined();
    expect(countsOf(inTime)).toEqual({ delivered: 1 });
    const tooLate = heard(late, scan('delivered', 51));
    expect(lateView(tooLate.after)).toMatchObject({ plannedAt: at(48), arrivedAt: at(51), lateHours: 3 });
    expect(standingOf(tooLate.after)).toBe('ended');
    expect(countsOf(tooLate)).toEqual({ delivered: 1, late: 1, lateMs: hours(3) });
    // Nobody had looked before it came.
    expect(heard(booked.after, scan('delivered', 51)).after.lateSince).toBe(at(48));
  });

  it('is not forgotten when the shop takes another carrier after it was broken', () => {
    const late = flagLate(booked.after, at(48), at(49)).after;
    const own = shipByOwnCarrier(late, { carrierName: 'Loggi', waybill: 'LG-1' }, at(50)).after;
    const there = judged(report(own, [{ step: 'delivered', at: at(60), place: '' }], 'own', at(60)));
    expect(there.after.lateSince).toBe(at(48));
  });

  it('is counted once for each parcel, in whatever order its scans come', () => {
    fc.assert(fc.property(
      fc.shuffledSubarray(
        [scan('picked-up', 1), scan('in-transit', 2), scan('out-for-delivery', 47), scan('delivered', 50)],
        { minLength: 4 },
      ),
      (scans) => {
        let shipment = booked.after;
        const counted = scans.map((one) => {
          const change = heard(shipment, one);
          shipment = change.after;
          return countsOf(change);
        });
        expect(counted.filter(({ delivered }) => delivered)).toMatchObject([{ late: 1, lateMs: hours(2) }]);
      },
    ));
  });
});

describe('the figures of a carrier', () => {
  it('add up what was counted in several places, and say nothing of what never was', () => {
    expect(figuresOf([
      { carrier: 'swift', counts: { delivered: 3, late: 1, lateMs: hours(3) } },
      { carrier: 'postal', counts: { returned: 1 } },
      { carrier: 'swift', counts: { delivered: 1, rated: 2, speed: 9, condition: 10, courier: 3 } },
    ])).toEqual([
      { carrier: 'postal', delivered: 0, late: 0, returned: 1, lost: 0, damaged: 0, rated: 0 },
      {
        carrier: 'swift',
        delivered: 4,
        late: 1,
        inTimeShare: 7500,
        meanLateHours: 3,
        returned: 0,
        lost: 0,
        damaged: 0,
        rated: 2,
        speed: 4.5,
        condition: 5,
        courier: 1.5,
      },
    ]);
  });
});

describe("a buyer's word on a delivery", () => {
  const opinion = { speed: 5, condition: 4, courier: 3 };
  const there = heard(booked.after, scan('delivered', 5)).after;

  it('is given once the parcel is there, or its receipt confirmed, and once', () => {
    expect(() => rateDelivery(undefined, booked.after, false, opinion, now)).toThrow('illegal-step');
    const rating = rateDelivery(undefined, there, false, opinion, at(6)).after;
    expect(rating).toMatchObject({ id: there.id, carrier: 'swift', speed: 5 });
    expect(() => rateDelivery(rating, there, true, opinion, now)).toThrow('already-rated');
    expect(rateDelivery(undefined, booked.after, true, opinion, now).after.courier).toBe(3);
    const back = heard(there, scan('returned', 9)).after;
    expect(() => rateDelivery(undefined, back, true, opinion, now)).toThrow('illegal-step');
  });
});
