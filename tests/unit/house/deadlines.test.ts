/**
 * That no deadline ends what has begun to wait anew, and that none alarms anybody when what it waited for has come. Every
 * deadline that is declared is here.
 */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadDeclarations, projectRoot, through } from '../../../infra/declarations.ts';
import { afterWait, type Return } from '../../../shared/after-sales/return.ts';
import { isAt, scheduleFor, type Announcement } from '../../../shared/announcements/announcement.ts';
import { wake, waitsSince } from '../../../shared/desks/item.ts';
import { approveAd, closeAd, expireAd, publishAd } from '../../../shared/catalogue/ads/ad.ts';
import { adRules, listingRules } from '../../../shared/catalogue/rulebooks.ts';
import type { SkuId } from '../../../shared/catalogue/content.ts';
import { beginPrice, takeOff, type Listing } from '../../../shared/catalogue/listing.ts';
import { turn } from '../../../shared/catalogue/shelf/shelf-plan.ts';
import { counted, sold } from '../../../shared/catalogue/sales.ts';
import { giveBack, setAside } from '../../../shared/inventory/earmarks/earmark.ts';
import { afterWait as afterInvoiceWait, type InvoiceRequest } from '../../../shared/invoices/request.ts';
import { countedNow, remindOfCount } from '../../../shared/inventory/stock-take.ts';
import { after, days, hours, instant, type Instant } from '../../../shared/kernel/values/clock.ts';
import type { DeskItem } from '../../../shared/kernel/policy/desk.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { lapse as lapseCorrection, propose as proposeCorrection } from '../../../shared/ledger/correction.ts';
import { correctionTimes } from '../../../shared/ledger/rulebooks.ts';
import { answerQuote, lapseQuote, requestQuote } from '../../../shared/logistics/freight-quote.ts';
import {
  endContract,
  remindOfEnd,
  signContract,
  type ContractTerms,
} from '../../../shared/logistics/contracts/contract.ts';
import { freightQuoteTimes, parcelTroubles, shipmentTimes } from '../../../shared/logistics/rulebooks.ts';
import { flagLate } from '../../../shared/logistics/promises/promise.ts';
import type { ScanStep } from '../../../shared/logistics/scan.ts';
import {
  flagOverdue as chase,
  linesOf,
  openShipment,
  report,
  timed,
  type Shipment,
} from '../../../shared/logistics/shipment.ts';
import { askCarrier, flagSilent, recordAnswer } from '../../../shared/logistics/troubles/carrier-case.ts';
import { missed } from '../../../shared/logistics/troubles/watch.ts';
import { lapse as lapseApplication, type Application } from '../../../shared/merchants/application.ts';
import { released, type Message } from '../../../shared/notices/message.ts';
import {
  accept,
  cancel,
  confirm,
  confirmByItself,
  denyDelivery,
  expire,
  flagOverdue,
  lapse,
  pay,
  sayDelivered,
  ship,
  upholdDelivery,
} from '../../../shared/ordering/order.ts';
import { lapse as lapseProposal, propose } from '../../../shared/rulebooks/proposal.ts';
import { claim, hold, keepHeld, releaseEarning } from '../../../shared/settlement/earning.ts';
import { earningRelease } from '../../../shared/settlement/rulebooks.ts';
import { startRun } from '../../../shared/settlement/run.ts';
import { onSale } from '../catalogue/samples.ts';
import { placed, times } from '../ordering/samples.ts';
import { people } from '../rulebooks/samples.ts';

const now = instant(Date.UTC(2026, 10, 22));
const later = after(now, hours(1));
const newId = idsAt(now);
const ann = '6f1c5a52-6a44-4d0e-9d4e-0f5b1f3f2a11' as AccountId;

/** On sale, and to go on or come off at a time, or when nothing is left. */
const planned = (times: { readonly from?: Instant; readonly until?: Instant }): Listing => ({
  ...onSale(),
  shelfPlan: { ...times, offWhenSoldOut: true },
});

interface Waiting {
  /** What sets it. One more place, and it has to be shown here that it disturbs none of the others. */
  readonly setIn: readonly string[];
  /** Nothing comes of it: it is set a second time, if it can be, and the first passes. Refused, or nothing is to be done. */
  readonly first: readonly (() => unknown)[];
  /** It passes, and what it waited for has come. Left out where its handler asks the state itself. */
  readonly late?: () => unknown;
}

const nothing = (decide: () => unknown, final: readonly string[]): boolean => {
  try {
    const outcome = decide();
    return outcome === undefined || outcome === false || (Array.isArray(outcome) && outcome.length === 0);
  } catch (error) {
    if (error instanceof Problem) return final.includes(error.code);
    throw error;
  }
};
/** What is made together with its deadline: it is made once, and a second time is refused by the table. */
const madeWith = ({ before }: { before: unknown }): undefined => {
  expect(before).toBeNull();
};

const unseen = publishAd(
  newId('ad'),
  ann,
  { kind: 'wanted', title: 'A teapot', text: 'A blue one.', place: 'Hangzhou', images: [] },
  listingRules.byDefault,
  now,
).after;
const ad = approveAd(unseen, { submittedAt: now, comment: '' }, adRules.byDefault, now).after;

const order = placed().orders[0]!.after;
const paid = pay(order, now).after;
const accepted = accept(paid, now).after;
const shipped = ship(accepted, newId('shipment'), now).after;
const said = sayDelivered(shipped, newId('shipment'), times, now).after;
const upheld = upholdDelivery(denyDelivery(said, 'No.', later).after, 'Yes.', times, later).after;

const party = { ...order.address };
const { id: orderId, merchantId, buyerId } = order;
const opened = timed(
  openShipment(
    { orderId, merchantId, buyerId, to: party, lines: linesOf(order.lines) },
    { id: merchantId, version: 1, address: party },
    shipmentTimes.byDefault,
    now,
  ),
  now,
).change.after;
const scanned = (shipment: Shipment, step: ScanStep, hour: number) => {
  const at = after(now, hours(hour));
  return timed(report(shipment, [{ step, at, place: '' }], 'swift', at), at).change.after;
};
const travelling = scanned(opened, 'in-transit', 1);
const today = '2026-11-22';
const contractId = newId('carrierContract');
const agreed: ContractTerms = {
  carrier: 'swift',
  from: today,
  until: '2026-12-22',
  lanes: [{ country: 'BR', base: money(1, 'BRL'), perKg: money(1, 'BRL'), days: 2 }],
  promised: { inTimeShare: 9000, lostShare: 100 },
  terms: 'As spoken',
};
const signing = { by: ann, today, now };
const signed = signContract(undefined, contractId, agreed, signing);
const next = { ...agreed, from: '2026-12-23', until: '2027-12-22' };
const signedNext = signContract(signed.after, newId('carrierContract'), next, signing);
const question = { contact: 'Desk', question: 'Where is it?', askedBy: ann };
const inquiry = askCarrier(scanned(travelling, 'exception', 2), question, parcelTroubles.byDefault, now);
const answered = recordAnswer(inquiry.after, 'We look.', later);
const askedAnew = askCarrier(answered.after, question, parcelTroubles.byDefault, later);
const onward = scanned(scanned(travelling, 'exception', 2), 'in-transit', 3);

const quote = requestQuote(
  {
    id: newId('freightQuote'),
    buyerId,
    skuId: order.lines[0]!.skuId,
    quantity: 1,
    destination: party,
    offer: {
      ...order.lines[0]!,
      merchantId,
      price: order.lines[0]!.unitPrice,
      onSale: true,
    },
  },
  freightQuoteTimes.byDefault,
  now,
);
const { proposal } = propose(
  newId('rulebookProposal'),
  { value: { decideWithin: 'P2D' }, basedOn: 0, reason: 'why' },
  { declaration: correctionTimes, book: undefined, by: people.bob, now },
);
const correction = proposeCorrection(
  {
    id: newId('correction'),
    postings: [
      { account: 'provider-fees', amount: money(5, 'BRL') },
      { account: 'provider-clearing:sandbox', amount: money(-5, 'BRL') },
    ],
    reason: 'why',
    corrects: 'dis_1',
    by: ann,
  },
  correctionTimes.byDefault,
  now,
);
const earning = hold(
  { orderId, merchantId, currency: 'BRL', lines: [], refunded: money(0, 'BRL') },
  { ...earningRelease.byDefault, version: 0 },
  now,
);
const run = startRun({ date: '2026-11-22', merchants: 0, ledgerFrom: now, ledgerTo: later }, now);
const application = { id: merchantId, version: 1, state: 'submitted', round: 2, submittedAt: now } as Application;
const asked = { ...application, state: 'supplement-asked' } as Application;
const item: DeskItem = {
  desk: 'payment-exceptions',
  id: 'pex_1',
  version: 1,
  since: later,
  answerBy: later,
  resolveBy: later,
  shows: {},
};
const place = { merchantId, warehouseId: newId('warehouse') };
const countCalendar = countedNow(undefined, place, days(90), now).after;
const earmark = setAside(
  newId('earmark'),
  merchantId,
  { purpose: 'Double Twelve', lines: [{ skuId: order.lines[0]!.skuId, quantity: 1 }], until: later },
  now,
);
const listing = { categoryId: newId('category') };
const onSaleNow = onSale();
const skuId = onSaleNow.skus[0]!.id as SkuId;
const pricedFrom = (from: Instant | undefined) => ({
  ...onSaleNow,
  skus: onSaleNow.skus.map((sku) => ({ ...sku, nextPrice: from && { price: sku.price, from } })),
});
const counting = {
  id: order.lines[0]!.listingId,
  version: 1,
  merchantId,
  counts: [],
  units: 1,
  countAt: after(now, days(1)),
};
const announcement = { id: newId('announcement'), version: 3, state: 'draft', category: 'news' } as Announcement;
const scheduled = () => scheduleFor(announcement, { id: ann, roles: [] }, undefined, now).after;
const deferred = {
  category: 'order',
  ways: { mail: { state: 'deferred', notBefore: later } },
} as unknown as Message;

const returned = {
  state: 'return-requested',
  wish: 'refund-only',
  dueAt: after(later, days(2)),
  escalatedAt: later,
} as Return;

const invoiceWanted = {
  state: 'invoice-expected',
  byShop: true,
  dueAt: after(later, days(2)),
  escalatedAt: later,
} as InvoiceRequest;

const deadlines: Readonly<Record<string, Waiting>> = {
  'after-sales/end-wait': {
    setIn: ['shared/after-sales/store'],
    // It was escalated, and waits anew; it has ended.
    first: [() => afterWait(returned, later), () => afterWait({ ...returned, dueAt: undefined }, later)],
    late: () => afterWait({ ...returned, state: 'return-refunded', dueAt: undefined }, later),
  },
  'announcements/tell-audience': {
    setIn: ['functions/announcements/send-announcement', 'functions/announcements/tell-audience'],
    first: [() => isAt({ ...scheduled(), version: 5 }, scheduled().version)],
  },
  'catalogue/begin-price': {
    setIn: ['functions/catalogue/change-price'],
    // Another was set; it was withdrawn; it has begun.
    first: [() => beginPrice(pricedFrom(after(later, hours(1))), skuId, later, later)],
    late: () => beginPrice(pricedFrom(undefined), skuId, later, later),
  },
  'catalogue/count-sales': {
    setIn: ['functions/catalogue/goods/count-sales', 'functions/catalogue/goods/on-order-shipped'],
    first: [
      () =>
        counted(sold(counting, { ...order.lines[0]!, merchantId }, later)!.after, listing, 1, counting.countAt!, later),
    ],
    late: () => counted({ ...counting, countAt: undefined }, listing, 1, counting.countAt!, later),
  },
  'catalogue/expire-ad': {
    setIn: ['functions/catalogue/ads/approve-ad'],
    first: [() => expireAd(ad, later)],
    late: () => expireAd(closeAd(ad).after, later),
  },
  'catalogue/turn-shelf': {
    setIn: [
      'functions/catalogue/approve-listing',
      'functions/catalogue/put-listing-back',
      'functions/catalogue/shelf/plan-shelf',
      'functions/catalogue/shelf/turn-shelf',
    ],
    // Another time was planned; it was brought off by hand; units came in.
    first: [
      () => turn(planned({ until: after(later, hours(1)) }), { dueAt: later, soldOut: false }, later),
      () => turn(takeOff(planned({ until: later }), now).after, { dueAt: later, soldOut: true }, later),
      () => turn(planned({}), { dueAt: later, soldOut: false }, later),
    ],
    late: () => turn(planned({ from: later }), { dueAt: later, soldOut: false }, later),
  },
  'desks/check-clock': {
    setIn: ['functions/desks/check-clock', 'shared/kernel/policy/desk-item'],
    first: [() => waitsSince(item, now)],
    late: () => waitsSince({ ...item, settledAt: later }, item.since),
  },
  'desks/wake-item': {
    setIn: ['functions/desks/snooze-item'],
    first: [() => wake({ ...item, snoozedUntil: later }, now)],
    late: () => wake({ ...item, settledAt: later }, now),
  },
  'inventory/end-earmark': {
    setIn: ['functions/inventory/earmarks/set-stock-aside'],
    first: [() => madeWith(earmark)],
    // Its shop has given it back.
    late: () => giveBack(giveBack(earmark.after, now).after, later),
  },
  'inventory/remind-stock-take': {
    setIn: ['functions/inventory/takes/remind-stock-take', 'shared/inventory/counting'],
    // It was counted anew meanwhile.
    first: [
      () => remindOfCount(countedNow(countCalendar, place, days(90), later).after, countCalendar.remindAt, days(90)),
    ],
  },
  'invoices/end-invoice-wait': {
    setIn: ['shared/invoices/store'],
    // It was escalated, or corrected, and waits anew; it waits for nothing any more.
    first: [
      () => afterInvoiceWait(invoiceWanted, later),
      () => afterInvoiceWait({ ...invoiceWanted, dueAt: undefined }, later),
    ],
    late: () => afterInvoiceWait({ ...invoiceWanted, state: 'invoice-issued', dueAt: later }, later),
  },
  'ledger/lapse-correction': {
    setIn: ['functions/ledger/propose-correction'],
    first: [() => madeWith(correction)],
    late: () => lapseCorrection({ ...correction.after, state: 'approved' }, later),
  },
  'logistics/chase-shipment': {
    setIn: ['shared/logistics/store'],
    first: [() => chase(onward, 'travelling', travelling.overdueAt!, later)],
    late: () => chase(scanned(travelling, 'delivered', 2), 'travelling', travelling.overdueAt!, later),
  },
  'logistics/flag-late-shipment': {
    setIn: ['shared/logistics/store'],
    // Its own carrier has it since, and brings it later.
    first: [() => flagLate({ ...travelling, waybill: 'LG-1' }, later, later)],
    late: () => flagLate({ ...scanned(travelling, 'delivered', 2), waybill: 'LG-1' }, after(later, days(99)), later),
  },
  'logistics/flag-silent-carrier': {
    setIn: ['functions/logistics/troubles/ask-carrier'],
    // It has answered, and was asked anew.
    first: [() => flagSilent(askedAnew.after, inquiry.answerBy, later)],
    late: () => flagSilent(answered.after, inquiry.answerBy, later),
  },
  'logistics/lapse-freight-quote': {
    setIn: ['functions/logistics/freight/request-freight-quote'],
    first: [() => madeWith(quote)],
    late: () => lapseQuote(answerQuote(quote.after, money(1, 'BRL'), freightQuoteTimes.byDefault, later).after, later),
  },
  'logistics/remind-contract-end': {
    setIn: ['functions/logistics/contracts/sign-carrier-contract'],
    // It was ended, and another was signed.
    first: [() => remindOfEnd(endContract(signed.after, contractId, 'why', today, now).after, contractId, now)],
    late: () => remindOfEnd(signedNext.after, contractId, later),
  },
  'logistics/watch-parcel': {
    setIn: ['functions/logistics/troubles/watch-parcel', 'shared/logistics/store'],
    // Whichever passes first looks at the parcel, and sets the same one anew.
    first: [() => missed(onward, parcelTroubles.byDefault, later)],
    late: () => missed(scanned(travelling, 'delivered', 2), parcelTroubles.byDefault, after(later, days(99))),
  },
  'merchants/lapse-application': {
    setIn: ['functions/merchants/applications/ask-supplement'],
    first: [() => lapseApplication(asked, 1, later)],
    late: () => lapseApplication(application, 2, later),
  },
  'notices/send-deferred': {
    setIn: ['functions/notices/on-mail-reported', 'functions/notices/send-deferred', 'shared/notices/tell'],
    first: [() => released(deferred, undefined, now)],
    late: () => released({ ...deferred, ways: {} }, undefined, later),
  },
  'ordering/cancel-unaccepted-order': {
    setIn: [
      'functions/ordering/changes/change-order',
      'functions/ordering/on-payment-captured',
      'shared/ordering/replacements/replacing',
    ],
    first: [() => pay(paid, later)],
    late: () => lapse(accepted, later),
  },
  'ordering/confirm-delivered-order': {
    setIn: [
      'functions/ordering/on-shipment-delivered',
      'functions/ordering/on-shipment-lost',
      'functions/ordering/on-shipment-returned',
      'functions/ordering/uphold-delivery',
    ],
    first: [() => confirmByItself(upheld, said.confirmsAt!, said.confirmsAt!)],
    late: () => confirmByItself(confirm(said, later).after, said.confirmsAt!, said.confirmsAt!),
  },
  'ordering/expire-unpaid-order': {
    setIn: ['functions/ordering/place-order'],
    first: [() => madeWith(placed().orders[0]!)],
    late: () => expire(paid, later),
  },
  'ordering/flag-overdue-order': {
    setIn: [
      'functions/ordering/changes/change-order',
      'functions/ordering/on-payment-captured',
      'functions/ordering/on-shipment-picked-up',
      'functions/ordering/production/move-production',
      'shared/ordering/acceptance',
      'shared/ordering/replacements/replacing',
    ],
    // Each stage is reached once.
    first: [() => pay(paid, later), () => accept(accepted, later), () => ship(shipped, newId('shipment'), later)],
    late: () => flagOverdue(cancel(paid, later).after, 'processing', later),
  },
  'rulebooks/lapse-rulebook-proposal': {
    setIn: ['functions/rulebooks/propose-rulebook-change'],
    first: [() => madeWith(proposal)],
    late: () => lapseProposal({ ...proposal.after, state: 'approved' }, later),
  },
  'settlement/export-settlement': {
    setIn: ['functions/settlement/start-daily-settlement'],
    first: [() => madeWith(run)],
  },
  'settlement/release-earning': {
    setIn: ['functions/settlement/on-order-completed', 'functions/settlement/release-earning'],
    // It was disputed, and put off.
    first: [() => madeWith(earning), () => releaseEarning(keepHeld(earning.after, later).after, later)],
    late: () => releaseEarning(claim(releaseEarning(earning.after, later).after, newId('statement')).after, later),
  },
};

const declared = new Map(
  (await loadDeclarations()).filter(through('deadline')).map(({ id, contract }) => [id, contract]),
);

it('every deadline is here', () => {
  expect(Object.keys(deadlines)).toEqual([...declared.keys()].toSorted());
});

describe.each(Object.entries(deadlines))('%s', (id, { setIn, first, late }) => {
  const final = declared.get(id)?.final ?? [];

  it('is set nowhere but where it is known not to disturb those that were set before', () => {
    const setting = globSync(['functions/**/*.ts', 'shared/**/*.ts'], { cwd: projectRoot })
      .filter((file) => readFileSync(`${projectRoot}/${file}`, 'utf8').includes(`'${id}'`))
      .map((file) => file.slice(0, -'.ts'.length));
    expect(setting.toSorted()).toEqual(setIn);
  });

  it('does nothing when it passes and another was set since, or is set once', () => {
    for (const one of first) expect(nothing(one, ['illegal-step'])).toBe(true);
  });

  it('ends quietly when what it waits for has come', () => {
    if (late) expect(nothing(late, final)).toBe(true);
  });
});
