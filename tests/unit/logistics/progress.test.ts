import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, days, instant, minutes, type Instant } from '../../../shared/kernel/values/clock.ts';
import { maxScans } from '../../../shared/logistics/policy.ts';
import { shipmentTimes } from '../../../shared/logistics/rulebooks.ts';
import {
  furthest,
  latest,
  merged,
  milestones,
  pickUp,
  standing,
  type Timeline,
} from '../../../shared/logistics/progress.ts';
import { ReportedStep, type Scan } from '../../../shared/logistics/scan.ts';
import { openShipment, report, resolve, settleBooking, type Shipment } from '../../../shared/logistics/shipment.ts';

const now = instant(1_790_000_000_000);
const at = (minute: number): Instant => after(now, minutes(minute));
const scan = (step: ReportedStep, minute: number, said?: string): Scan => ({
  step,
  at: at(minute),
  place: 'Depot',
  ...(said && { said }),
});
const { askCarrierAfter: quietTime } = shipmentTimes.byDefault;
const none: Timeline = { scans: [], dropped: 0 };
const scans = fc.array(
  fc.tuple(fc.constantFrom(...ReportedStep.options), fc.integer({ min: 0, max: 5000 })).map(([step, minute]) =>
    scan(step, minute, step === 'unknown' ? `X${minute}` : undefined)
  ),
  { maxLength: 4 * maxScans },
);

describe('very many scans', () => {
  it('are kept within bounds, and say where the parcel stands as all of them would', () => {
    fc.assert(fc.property(fc.array(scans, { maxLength: 4 }), (batches) => {
      const kept = batches.reduce((timeline, batch) => merged(timeline, batch), none);
      const all = batches.flat().toSorted((a, b) => (a.at < b.at ? -1 : 1));
      expect(kept.scans.length).toBeLessThanOrEqual(maxScans);
      expect(standing(kept.scans)).toBe(standing(merged(none, all).scans));
      expect(furthest(kept.scans)?.step).toBe(furthest(all)?.step);
      expect(pickUp(kept.scans)?.at).toBe(pickUp(all)?.at);
      expect(latest(kept.scans)?.at).toBe(latest(all)?.at);
      expect(milestones(kept.scans)).toEqual(milestones(all));
    }));
  });

  it('are counted when they are dropped, once, though a carrier that is asked tells of all of them each time', () => {
    const thousands = Array.from({ length: 5000 }, (_, i) => scan('in-transit', i));
    const first = merged(none, [scan('picked-up', -1), ...thousands, scan('delivered', 6000)]);
    expect(first).toMatchObject({ dropped: 5002 - maxScans });
    expect(first.scans.map(({ step }) => step).filter((step) => step !== 'in-transit')).toEqual([
      'picked-up',
      'delivered',
    ]);
    expect(merged(first, thousands)).toEqual(first);
    expect(merged(first, thousands).scans).toBe(first.scans);
    expect(merged(first, [scan('in-transit', 7000)])).toMatchObject({ dropped: 5003 - maxScans });
  });

  it('never hide a delivery that comes late and is old', () => {
    const full = merged(none, Array.from({ length: 3 * maxScans }, (_, i) => scan('in-transit', 100 + i)));
    expect(standing(merged(full, [scan('delivered', 1)]).scans)).toBe('delivered');
  });
});

const delivery = {
  orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
  merchantId: 'mer_1',
  buyerId: 'b',
  to: { country: 'BR' },
  lines: [{ lineId: 'oln_1', skuId: 'sku_1', code: 'POT-1', title: { en: 'Clay pot' }, weight: 400, quantity: 2 }],
} as unknown as Parameters<typeof openShipment>[0];
const opened =
  openShipment(delivery, { id: 'mer_1', version: 1, address: { country: 'BR' } } as never, shipmentTimes.byDefault, now)
    .after;
const booked: Shipment = settleBooking(
  opened,
  'swift',
  { waybill: 'SW1', labelUrl: 'https://swift.example/1', estimatedArrival: at(2880), scans: [] },
  now,
).after;

describe('a report that nobody understands', () => {
  it('moves nothing, and waits for a person until he has read it, whatever comes after', () => {
    const strange = report(booked, [scan('unknown', 5, 'CUSTOMS-7')], 'swift', at(6));
    expect(strange.after).toMatchObject({
      state: 'booked',
      trouble: { reason: 'unknown-report', detail: 'CUSTOMS-7' },
    });
    expect(strange.facts.map(({ type }) => type)).toEqual(['shipment-exception']);
    expect(report(strange.after, [scan('unknown', 5, 'CUSTOMS-7')], 'swift', at(7)).facts).toEqual([]);
    const later = report(strange.after, [scan('delivered', 8)], 'swift', at(9)).after;
    expect(later).toMatchObject({ state: 'delivered', trouble: { reason: 'unknown-report' } });
    expect(resolve(later, 'settled', 'Customs have opened it.', at(10)).after.trouble).toBeUndefined();
  });

  it('comes with a step that is understood as well', () => {
    const both = report(booked, [scan('picked-up', 1), scan('unknown', 2, 'X')], 'swift', at(3));
    expect(both.after).toMatchObject({ state: 'picked-up', trouble: { reason: 'unknown-report' } });
    expect(both.facts.map(({ type }) => type)).toEqual(['shipment-picked-up', 'shipment-exception']);
  });
});

describe('a carrier that says nothing', () => {
  it('is asked again ever more seldom: after half a day, and at least every three days', () => {
    expect(booked.askAgainAt).toBe(after(now, quietTime));
    const looks: Instant[] = [];
    for (let one = booked; looks.length < 20;) {
      looks.push(one.askAgainAt);
      one = report(one, [], 'swift', one.askAgainAt).after;
      expect(one.heardAt).toBe(now);
    }
    const gaps = looks.slice(1).map((look, i) => Date.parse(look) - Date.parse(looks[i]!));
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect([gaps[0], gaps.at(-1)]).toEqual([quietTime, days(3)]);
    expect(report(booked, [scan('picked-up', 60)], 'swift', at(61)).after).toMatchObject({
      heardAt: at(61),
      askAgainAt: after(at(61), quietTime),
    });
  });
});
