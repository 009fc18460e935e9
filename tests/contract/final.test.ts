/**
 * Every problem that an asynchronous use case declares as final, brought about as it comes about: the work ends quietly.
 * Anything else is tried again, parked for a person, and counted for the alarm.
 */
import { ulid } from 'ulid';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { loadDeclarations } from '../../infra/declarations.ts';
import { ADMIN_ACCESS_KEY, LOCAL_SECRET } from '../../local/services/types.ts';
import { eventSource, type EventDeclaration } from '../../shared/kernel/events.ts';
import { days, instant } from '../../shared/kernel/values/clock.ts';
import type { FinalCode } from '../../shared/kernel/problems.ts';
import * as logistics from '../../shared/logistics/events.ts';
import { shipmentOf } from '../../shared/logistics/shipment.ts';
import * as ordering from '../../shared/ordering/events.ts';
import * as payments from '../../shared/payments/events.ts';
import { exportRequested, importRequested } from '../../shared/catalogue/events.ts';
import { payoutRequested } from '../../shared/settlement/events.ts';
import { deadLetters, deliver, delivery, now, redrive, settled, until } from '../support/control.ts';
import { linesOf } from '../support/logs.ts';
import { upload, type Merchant } from '../support/merchants.ts';
import { accepted, carrierFault, parcel, scanned, firstShipment } from '../support/parcels.ts';
import { key, staff } from '../support/people.ts';
import { finance } from '../support/payments.ts';
import { proposeChange, twoPeople } from '../support/rulebooks.ts';
import { completed } from '../support/settlement.ts';
import { brl, buyer, onSale, shop, theCategory, type Buyer, type Goods } from '../support/shopping.ts';

type Outcome = Promise<unknown>;

const envelope = ({ eventName: type, version: schemaVersion, sample }: EventDeclaration, data: object) => ({
  id: `TEST#${ulid()}@1.0`,
  type,
  schemaVersion,
  aggregate: 'TEST#1',
  aggregateVersion: 1,
  occurredAt: '2026-11-22T08:00:00.000Z',
  correlationId: 'final-final',
  causationId: 'final-final',
  actor: 'test',
  data: { ...sample as object, ...data },
});
/** An event as the bus brings it, as a queue does, and a deadline that has passed. */
const told = (useCase: string, event: EventDeclaration, data: object): Outcome =>
  deliver(useCase, { detail: envelope(event, data) });
const queued = (useCase: string, event: EventDeclaration, data: object): Outcome =>
  deliver(useCase, delivery(useCase, envelope(event, data)));
const due = (useCase: string, payload: object): Outcome =>
  deliver(useCase, { detail: { id: ulid(), dueAt: '2026-11-22T08:00:00.000Z', payload } });

let seller: Merchant;
let ann: Buyer;
let pot: Goods;
/** An order that its buyer has received, and one that its shop sends by itself. */
let orderId: string;
let ownOrderId: string;
let paymentId: string;

beforeAll(async () => {
  [seller, ann] = await Promise.all([shop(), buyer()]);
  pot = await onSale(seller);
  orderId = await completed(seller, ann, pot);
  ({ paymentId } = await ann.call('GET /shop/v1/orders/{orderId}', { orderId }));
  ownOrderId = await accepted(seller, ann, pot);
  await seller.call('POST /merchant/v1/shipments/{shipmentId}/own-carrier', {
    shipmentId: firstShipment(ownOrderId),
    carrierName: 'Loggi',
    waybill: 'LG-7',
  }, key());
  await settled();
});

const shipment = () => ({ shipmentId: shipmentOf(orderId), orderId });
const paid = () => ({ paymentId, orders: [{ orderId, amount: brl(1) }] });

const scenarios: Record<string, Partial<Record<FinalCode, () => Outcome>>> = {
  'catalogue/expire-ad': {
    'illegal-step': async () => {
      const ad = { kind: 'wanted', title: 'A teapot', text: 'A blue one.', place: 'Hangzhou' } as const;
      const { adId } = await ann.call('POST /shop/v1/ads', ad, key());
      return due('catalogue/expire-ad', { adId });
    },
  },
  'catalogue/import-products': {
    'illegal-step': async () => {
      const { importId, upload: ticket } = await seller.call('POST /merchant/v1/product-files', {});
      await upload(ticket, 'Handle,Title,Variant SKU,Variant Price,Variant Grams\n');
      await seller.call('POST /merchant/v1/product-imports', {
        importId,
        categoryId: await theCategory(),
        locale: 'en',
        shipsWithinDays: 3,
      }, key());
      await settled();
      return queued('catalogue/import-products', importRequested, { importId });
    },
  },
  'catalogue/export-products': {
    'illegal-step': async () => {
      const asked = { format: 'shopify', locale: 'en' } as const;
      const { exportId } = await seller.call('POST /merchant/v1/product-exports', asked, key());
      await settled();
      return queued('catalogue/export-products', exportRequested, { exportId });
    },
  },
  'inventory/end-earmark': {
    'illegal-step': async () => {
      const { earmarkId } = await seller.call('POST /merchant/v1/earmarks', {
        purpose: 'Double Twelve',
        lines: [{ skuId: pot.skuId, quantity: 1 }],
        until: instant((await now()).getTime() + days(390)),
      }, key());
      for (let time = 0; time < 2; time += 1) await due('inventory/end-earmark', { earmarkId });
    },
  },
  'ledger/lapse-correction': {
    'illegal-step': async () => {
      const { call } = await finance();
      const { correctionId } = await call('POST /operator/v1/ledger/corrections', {
        postings: [
          { account: 'provider-fees', amount: brl(5) },
          { account: 'provider-clearing:sandbox', amount: brl(-5) },
        ],
        corrects: 'dis_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
        reason: 'The bank kept it',
      }, key());
      await call('POST /operator/v1/ledger/corrections/{correctionId}/withdraw', { correctionId }, key());
      return due('ledger/lapse-correction', { correctionId });
    },
  },
  'logistics/book-shipment': {
    'illegal-step': () => queued('logistics/book-shipment', logistics.bookingWanted, shipment()),
  },
  'logistics/cancel-shipment': {
    'not-found': () => told('logistics/cancel-shipment', ordering.orderCancelled, { orderId: `ord_${ulid()}` }),
    'illegal-step': async () => {
      // The first time a person hears that it travels although it was called off.
      for (let time = 0; time < 2; time += 1) {
        await told('logistics/cancel-shipment', ordering.orderCancelled, { orderId });
      }
    },
  },
  'logistics/chase-shipment': {
    'illegal-step': () => due('logistics/chase-shipment', { shipmentId: shipmentOf(orderId), phase: 'booked' }),
  },
  'logistics/drop-booking': {
    'illegal-step': async () => {
      // The carrier has the parcel, and nobody knows until its booking is taken back; then a person does.
      const { orderId: underway, shipmentId, waybill } = await parcel(seller, ann, pot);
      await carrierFault({ kind: 'drop-webhook', count: 1, match: waybill! });
      await scanned('swift', waybill!, 'picked-up');
      await seller.call('POST /merchant/v1/shipments/{shipmentId}/own-carrier', {
        shipmentId,
        carrierName: 'Loggi',
        waybill: 'LG-8',
      }, key());
      await settled();
      return queued('logistics/drop-booking', logistics.bookingDropped, {
        shipmentId,
        orderId: underway,
        carrier: 'swift',
      });
    },
  },
  'logistics/flag-late-shipment': {
    'illegal-step': () => due('logistics/flag-late-shipment', { shipmentId: shipmentOf(orderId) }),
  },
  'logistics/flag-silent-carrier': {
    'illegal-step': () => due('logistics/flag-silent-carrier', { shipmentId: shipmentOf(orderId) }),
  },
  'logistics/lapse-freight-quote': {
    'illegal-step': async () => {
      const { id: quoteId } = await ann.call('POST /shop/v1/freight-quotes', {
        skuId: pot.skuId,
        quantity: 1,
        addressId: ann.addressId,
      }, key());
      await seller.call('POST /merchant/v1/freight-quotes/{quoteId}/answer', { quoteId, amount: brl(100) }, key());
      return due('logistics/lapse-freight-quote', { quoteId });
    },
  },
  'logistics/open-shipment': {
    'illegal-step': async () => {
      const { orderId: underway } = await parcel(seller, ann, pot);
      const about = { orderId: underway, merchantId: seller.merchantId };
      return told('logistics/open-shipment', ordering.orderAccepted, about);
    },
  },
  'logistics/remind-contract-end': {
    'illegal-step': async () => {
      const { call } = await staff('operator');
      const { contractId } = await call('POST /operator/v1/carrier-contracts', {
        carrier: 'postal',
        from: '2031-01-01',
        until: '2031-01-31',
        lanes: [{ country: 'IS', base: brl(1), perKg: brl(1), days: 2 }],
        promised: { inTimeShare: 9000, lostShare: 100 },
        terms: 'As spoken',
      }, key());
      await call('POST /operator/v1/carriers/{carrier}/contracts/{contractId}/end', {
        carrier: 'postal',
        contractId,
        reason: 'It was a mistake',
      }, key());
      return due('logistics/remind-contract-end', { carrier: 'postal', contractId });
    },
  },
  'logistics/watch-parcel': {
    'illegal-step': () => due('logistics/watch-parcel', { shipmentId: shipmentOf(orderId) }),
  },
  'logistics/track-shipment': {
    'illegal-step': () => redrive('logistics/track-shipment', ulid(), { shipmentId: shipmentOf(ownOrderId) }),
  },
  'merchants/lapse-application': {
    'illegal-step': () => due('merchants/lapse-application', { merchantId: seller.merchantId, round: 99 }),
  },
  'ordering/cancel-unaccepted-order': { 'illegal-step': () => due('ordering/cancel-unaccepted-order', { orderId }) },
  'ordering/confirm-delivered-order': { 'illegal-step': () => due('ordering/confirm-delivered-order', { orderId }) },
  'ordering/expire-unpaid-order': { 'illegal-step': () => due('ordering/expire-unpaid-order', { paymentId }) },
  'ordering/flag-overdue-order': {
    'illegal-step': () => due('ordering/flag-overdue-order', { orderId, stage: 'shipment' }),
  },
  'ordering/on-payment-captured': {
    'illegal-step': () => told('ordering/on-payment-captured', payments.paymentCaptured, paid()),
  },
  'ordering/on-payment-declined': {
    'illegal-step': () => told('ordering/on-payment-declined', payments.paymentDeclined, paid()),
  },
  'ordering/on-shipment-lost': {
    'illegal-step': () => told('ordering/on-shipment-lost', logistics.shipmentLost, shipment()),
  },
  'ordering/on-shipment-delivered': {
    'illegal-step': () => told('ordering/on-shipment-delivered', logistics.shipmentDelivered, shipment()),
  },
  'ordering/on-shipment-picked-up': {
    'illegal-step': () => told('ordering/on-shipment-picked-up', logistics.shipmentPickedUp, shipment()),
  },
  'ordering/on-shipment-returned': {
    'illegal-step': () => told('ordering/on-shipment-returned', logistics.shipmentReturned, shipment()),
  },
  'payments/look-up-payment': {
    'not-found': () => redrive('payments/look-up-payment', ulid(), { paymentId: `pay_${ulid()}` }),
  },
  'rulebooks/lapse-rulebook-proposal': {
    'illegal-step': async () => {
      const [one, another] = await twoPeople();
      const { id: proposalId } = await proposeChange(one, 'freight-quote-times', { validFor: 'P6D' });
      await another.call('POST /operator/v1/rulebook-proposals/{proposalId}/refusal', {
        proposalId,
        reason: 'It is well as it is',
      }, key());
      return due('rulebooks/lapse-rulebook-proposal', { proposalId });
    },
  },
  'settlement/release-earning': {
    'illegal-step': async () => {
      for (let time = 0; time < 2; time += 1) await due('settlement/release-earning', { orderId });
    },
  },
};

const declared = (await loadDeclarations()).flatMap(({ id, contract }) =>
  'final' in contract ? contract.final.map((code) => [id, code] as const) : []
);

describe('a problem that is final', () => {
  it.each(declared)('%s ends quietly with %s', async (id, code) => {
    const met = () => linesOf(id).filter(({ message, problem }) => message && problem === code).length;
    const before = met();
    await scenarios[id]![code]!();
    expect(await until(async () => met(), (times) => times > before)).toBe(before + 1);
  });

  it('is declared wherever it is brought about here', () => {
    const shown = Object.entries(scenarios).flatMap(([id, codes]) => Object.keys(codes).map((code) => `${id} ${code}`));
    expect(shown.toSorted()).toEqual(declared.map((pair) => pair.join(' ')).toSorted());
  });
});

/** Puts an event on the bus, as the relay does. */
const onTheBus = async (event: ReturnType<typeof envelope>): Promise<void> => {
  const client = new EventBridgeClient({
    endpoint: inject('cloud').aws,
    region: 'us-east-1',
    credentials: { accessKeyId: ADMIN_ACCESS_KEY, secretAccessKey: LOCAL_SECRET },
  });
  const { FailedEntryCount } = await client.send(
    new PutEventsCommand({
      Entries: [{
        EventBusName: 'jishi-dev',
        Source: eventSource,
        DetailType: event.type,
        Detail: JSON.stringify(event),
      }],
    }),
  );
  expect(FailedEntryCount).toBe(0);
};

describe('what is no final problem', () => {
  const line = { currency: 'CNY', amount: 100 };
  const foreign = { currency: 'USD', amount: 100 };

  it.each([
    [
      'an invariant that does not hold, in a subscriber',
      'settlement/on-order-completed',
      'settlement',
      () =>
        envelope(ordering.orderCompleted, {
          orderId,
          paymentId,
          currency: 'CNY',
          lines: [{ items: line, freight: foreign, commission: line, commissionRate: 1000, quantity: 1 }],
        }),
    ],
    [
      'what was told and never written, in a subscriber',
      'ordering/on-payment-captured',
      'ordering',
      () => envelope(payments.paymentCaptured, { orders: [{ orderId: `ord_${ulid()}`, amount: brl(1) }] }),
    ],
    [
      'what was told and never written, in a job',
      'settlement/request-payout',
      'settlement/request-payout',
      () => envelope(payoutRequested, { payoutId: `pot_${ulid()}` }),
    ],
  ])('%s: tried again, parked for a person, and counted for the alarm', async (_, useCase, parkedIn, make) => {
    const event = make();
    const failures = () => linesOf(useCase).filter(({ id, level }) => id === event.id && level === 'ERROR').length;
    const counted = () => linesOf(useCase).filter(({ unexpectedErrors }) => unexpectedErrors === 1).length;
    const before = counted();
    await onTheBus(event);
    await settled();
    const parked = await until(
      async () => (await deadLetters(parkedIn)).filter(({ body }) => JSON.stringify(body).includes(event.id)),
      (letters) => letters.length > 0,
    );
    expect(parked).toHaveLength(1);
    expect(failures()).toBeGreaterThan(2);
    expect(counted() - before).toBe(failures());
  });
});
