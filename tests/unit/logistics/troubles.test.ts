import { describe, expect, it } from 'vitest';
import { after, days, hours, instant, type Instant } from '../../../shared/kernel/values/clock.ts';
import type { AccountId } from '../../../shared/kernel/values/ids.ts';
import { countsOf } from '../../../shared/logistics/promises/figures.ts';
import { parcelTroubles, shipmentTimes } from '../../../shared/logistics/rulebooks.ts';
import type { Mishap, Scan, ScanStep } from '../../../shared/logistics/scan.ts';
import {
  openShipment,
  report,
  resolve,
  sendAgain,
  settleBooking,
  type Shipment,
} from '../../../shared/logistics/shipment.ts';
import { askCarrier, flagSilent, recordAnswer } from '../../../shared/logistics/troubles/carrier-case.ts';
import { lookAgainAt, missed } from '../../../shared/logistics/troubles/watch.ts';

const now = instant(1_790_000_000_000);
const at = (hour: number): Instant => after(now, hours(hour));
const scan = (step: ScanStep, hour: number, mishap?: Mishap): Scan => ({
  step,
  at: at(hour),
  place: 'Depot',
  ...(mishap && { mishap }),
});
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
).after;
const booked = settleBooking(
  opened,
  'swift',
  { waybill: 'SW1', labelUrl: 'https://a.example', estimatedArrival: at(48), scans: [] },
  now,
).after;
const heard = (shipment: Shipment, hour: number, ...scans: Scan[]): Shipment =>
  report(shipment, scans, 'swift', at(hour)).after;
const travelling = heard(booked, 1, scan('picked-up', 1));
const rules = parcelTroubles.byDefault;
const ann = '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11' as AccountId;
const question = { contact: 'Claims desk', question: 'Where is it?', askedBy: ann };

describe('a parcel on its way', () => {
  it('is missed when nothing is heard of it for long, and no more when there is news', () => {
    expect(missed(travelling, rules, at(100))).toBeUndefined();
    expect(lookAgainAt(travelling, rules)).toBe(after(at(48), days(3)));
    const slow = { ...travelling, estimatedArrival: at(480) };
    const silent = missed(slow, rules, after(at(1), days(5)))!.after;
    expect(silent.trouble?.reason).toBe('no-scan');
    expect(() => missed(silent, rules, at(999))).toThrow('illegal-step');
    expect(heard(silent, 130, scan('picked-up', 1)).trouble?.reason).toBe('no-scan');
    expect(heard(silent, 130, scan('in-transit', 129)).trouble).toBeUndefined();
  });

  it('is missed when it should have been there long ago, until it is there', () => {
    const delayed = missed(heard(travelling, 119, scan('in-transit', 119)), rules, at(48 + 72))!.after;
    expect(delayed.trouble?.reason).toBe('delayed');
    expect(heard(delayed, 121, scan('out-for-delivery', 121)).trouble?.reason).toBe('delayed');
    expect(heard(delayed, 122, scan('delivered', 122)).trouble).toBeUndefined();
  });

  it('is left alone for as long again when a person has settled what was the matter', () => {
    const delayed = missed(heard(travelling, 119, scan('in-transit', 119)), rules, at(120))!.after;
    const goesOn = resolve(delayed, 'settled', 'It is at the customs', at(121)).after;
    expect(missed(goesOn, rules, at(121 + 71))).toBeUndefined();
    expect(missed(goesOn, rules, at(121 + 72))?.after.trouble?.reason).toBe('delayed');
  });

  it('is not missed before it has left, and not when it is there', () => {
    expect(() => missed(booked, rules, at(999))).toThrow('illegal-step');
    expect(() => missed(heard(travelling, 9, scan('delivered', 9)), rules, at(999))).toThrow('illegal-step');
  });
});

describe('what a carrier says has happened', () => {
  it.each(
    [['lost', 'lost'], ['damaged', 'damaged'], ['refused', 'not-taken'], [undefined, 'carrier-exception']] as const,
  )(
    '%s is the trouble %s',
    (mishap, reason) => {
      expect(heard(travelling, 5, scan('exception', 5, mishap)).trouble?.reason).toBe(reason);
    },
  );

  it('may become worse, and the news ends it', () => {
    const heldUp = heard(travelling, 5, scan('exception', 5));
    const lost = heard(heldUp, 9, scan('exception', 8, 'lost'));
    expect(lost.trouble).toMatchObject({ reason: 'lost', since: heldUp.trouble!.since });
    expect(heard(lost, 10, scan('in-transit', 10)).trouble).toBeUndefined();
  });
});

describe('a carrier that is asked', () => {
  const lost = heard(travelling, 5, scan('exception', 5, 'lost'));
  const asked = askCarrier(lost, question, rules, at(6));

  it('has its time for an answer, and may be asked anew once it has answered', () => {
    expect(asked.answerBy).toBe(after(at(6), days(3)));
    expect(() => askCarrier(asked.after, question, rules, at(7))).toThrow('illegal-step');
    expect(() => askCarrier(travelling, question, rules, at(7))).toThrow('illegal-step');
    const answered = recordAnswer(asked.after, 'We look.', at(8)).after;
    expect(answered.trouble?.asked).toMatchObject({ reply: 'We look.', repliedAt: at(8), askedBy: ann });
    expect(() => recordAnswer(answered, 'Still.', at(9))).toThrow('illegal-step');
    expect(() => recordAnswer(lost, 'Unasked.', at(9))).toThrow('illegal-step');
    expect(askCarrier(answered, question, rules, at(9)).after.trouble?.asked?.reply).toBeUndefined();
  });

  it('is told to be late once, and not when it has answered or has more time', () => {
    const silent = flagSilent(asked.after, asked.answerBy, at(99)).after;
    expect(silent.trouble?.asked?.silentSince).toBe(asked.answerBy);
    expect(() => flagSilent(silent, asked.answerBy, at(99))).toThrow('illegal-step');
    expect(() => flagSilent(asked.after, at(7), at(99))).toThrow('illegal-step');
    expect(() => flagSilent(recordAnswer(asked.after, 'Here.', at(8)).after, asked.answerBy, at(99)))
      .toThrow('illegal-step');
  });
});

describe('what is lost', () => {
  const damaged = heard(travelling, 5, scan('exception', 5, 'damaged'));

  it('is given up with the word of a person, is counted, and a person hears when it turns up all the same', () => {
    const change = resolve(damaged, 'lost', 'In pieces', at(9));
    expect(change.after).toMatchObject({ state: 'lost', trouble: undefined });
    expect(change.facts.map(({ type }) => type)).toEqual(['shipment-lost', 'shipment-resolved']);
    expect(countsOf(change)).toEqual({ damaged: 1 });
    // What was told before is told again.
    expect(heard(change.after, 10, scan('picked-up', 1)).trouble).toBeUndefined();
    const back = heard(change.after, 10, scan('delivered', 10));
    expect(back).toMatchObject({ state: 'lost', trouble: { reason: 'unwanted' } });
    expect(resolve(back, 'settled', 'The buyer keeps it', at(11)).after.state).toBe('lost');
    expect(() => resolve({ ...opened, trouble: { reason: 'refused', since: now } }, 'lost', 'No', at(9)))
      .toThrow('illegal-step');
  });

  it('may be sent again by the shop, once it is missed; the first carrier has no say any more', () => {
    const own = { carrierName: 'Loggi', waybill: 'LG-1' };
    expect(() => sendAgain(travelling, own, at(9))).toThrow('illegal-step');
    const change = sendAgain(damaged, own, at(9));
    expect(change.after).toMatchObject({
      state: 'picked-up',
      carrier: 'own',
      ...own,
      scans: [{ step: 'picked-up', at: at(9) }],
      attempts: [{ carrier: 'swift', waybill: 'SW1', reason: 'damaged' }],
    });
    expect(change.after.trouble).toBeUndefined();
    expect(change.facts.map(({ type }) => type)).toEqual(['shipment-sent-again']);
    expect(countsOf(change)).toEqual({ damaged: 1 });
    expect(() => sendAgain(change.after, own, at(10))).toThrow('illegal-step');
    expect(heard(change.after, 11, scan('delivered', 11)).trouble).toMatchObject({ reason: 'unwanted' });
    const there = report(change.after, [scan('delivered', 12)], 'own', at(12));
    expect(there.after.state).toBe('delivered');
  });
});
