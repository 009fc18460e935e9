import type * as z from 'zod';
import { together } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import type { Change } from '../kernel/store/change.ts';
import { after, type Instant } from '../kernel/values/clock.ts';
import type { Write } from '../kernel/store/commit.ts';
import { due } from '../kernel/store/due.ts';
import { files } from '../kernel/files/bucket.ts';
import type { AccountId, MerchantId } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { rankOf } from '../kernel/store/rank.ts';
import { shardedList } from '../kernel/store/sharded-list.ts';
import { pileWaits, shipmentWaits } from './desk.ts';
import type { Dispatch } from './dispatch.ts';
import { pileOf, type NoticePile, type PileId } from './notice-pile.ts';
import type { CarrierNotice } from './notice.ts';
import { firstLook, noticeKept } from './policy.ts';
import { summaryOf, type ShipmentSummary } from './shipment-view.ts';
import { countsOf } from './promises/figures.ts';
import { deliveryCounts, lateShipments } from './promises/promise-store.ts';
import { judged, promiseSet } from './promises/promise.ts';
import { phaseOf, shipmentOf, timed, type Shipment } from './shipment.ts';

/** The shipments that a carrier owes news of. */
export const quietShipments = shardedList('QUIET-SHIPMENTS');

/** The partitions of the lists below. */
export const shipmentsOfMerchant = (merchantId: MerchantId, state: Shipment['state']): string =>
  `MERCHANT-SHIPMENTS#${merchantId}#${state}`;

const waybillPartition = (carrier: string, waybill: string): string => `WAYBILL#${carrier}#${waybill}`;

const owesNews = (shipment: Shipment): boolean =>
  shipment.carrier !== 'own' && shipment.waybill !== undefined && phaseOf(shipment) !== undefined;

const store = aggregate<Shipment, z.infer<typeof ShipmentSummary>>({
  name: 'shipment',
  prefix: 'SHIPMENT',
  indexes: {
    gsi1: ({ id, merchantId, state, openedAt, priority }) => [
      shipmentsOfMerchant(merchantId, state),
      `${rankOf({ priority })}${openedAt}#${id}`,
    ],
    gsi2: (shipment) =>
      owesNews(shipment)
        ? [quietShipments.place(shipment.id), `${shipment.askAgainAt}#${shipment.id}`]
        : undefined,
    gsi3: ({ id, carrier, waybill }) =>
      carrier === 'easypost' && waybill ? [waybillPartition(carrier, waybill), id] : undefined,
  },
  summary: summaryOf,
  desks: [shipmentWaits],
});

export const shipments = {
  ...store,
  /** In one state, by age. */
  ofMerchant: store.list('shipment.of-merchant', 'gsi1', 'MERCHANT-SHIPMENTS#*'),
  /** In the order in which their carriers are to be asked. */
  quiet: store.list('shipment.quiet', 'gsi2', quietShipments.keys),
};

/** All shipments of an order, the first one first. @throws Problem not-found before it is opened */
export const shipmentsOf = Object.assign(async (orderId: string): Promise<readonly [Shipment, ...Shipment[]]> => {
  const first = await store.need(shipmentOf(orderId));
  return [first, ...await Promise.all((first.parts ?? []).map((shipmentId) => store.need(shipmentId)))];
}, together('shipment.of-order', store.need));

/** The same of an order of which none may have been opened yet. */
export const shipmentsUnder = Object.assign(
  async (orderId: string): Promise<readonly Shipment[]> =>
    await store.get(shipmentOf(orderId)) ? shipmentsOf(orderId) : [],
  together('shipment.under-order', store.get, store.need),
);

const byWaybill = store.list('shipment.by-waybill', 'gsi3', 'WAYBILL#*');

/** What a notice is about: by our reference or, where the carrier does not tell it, by its waybill. */
export const shipmentTold = Object.assign(
  async (
    carrier: string,
    { reference, waybill }: { readonly reference?: string | undefined; readonly waybill: string },
  ): Promise<Shipment | undefined> => {
    if (reference) return store.get(reference);
    const { items: [found] } = await byWaybill(waybillPartition(carrier, waybill), { limit: 1 });
    return found && store.get(found.shipmentId);
  },
  together('shipment.told', store.get, byWaybill),
);

/** The access that `advance` needs. */
export const advancing = together('shipment.advance', store.save, due.set, deliveryCounts.add, lateShipments.keep);

/**
 * Saves a change of a shipment, with the deadlines of what it waits for from now on, and what it means for the promise of
 * its carrier.
 */
export const advance = (change: Change<Shipment>, now: Instant): Write[] => {
  const { change: saved, deadline } = timed(judged(change), now);
  const { before, after: shipment } = saved;
  const promised = promiseSet(saved);
  const wasLate = before?.lateSince !== undefined;
  return [
    ...store.save(saved),
    ...(deadline ? due.set(deadline.at, 'logistics/chase-shipment', deadline.payload) : []),
    ...(promised ? due.set(promised, 'logistics/flag-late-shipment', { shipmentId: shipment.id }) : []),
    ...(deadline?.payload.phase === 'travelling'
      ? due.set(after(now, firstLook), 'logistics/watch-parcel', { shipmentId: shipment.id })
      : []),
    ...deliveryCounts.add(before ?? shipment, countsOf(saved), now),
    ...((wasLate || shipment.lateSince) && before?.state !== shipment.state ? [lateShipments.keep(shipment)] : []),
  ];
};

/** The merchant's own shipment. @throws Problem not-found, also when it is another's */
export const ownedBy = (shipment: Shipment, merchantId: MerchantId): Shipment => {
  if (shipment.merchantId !== merchantId) throw new Problem('not-found');
  return shipment;
};

/** The buyer's own shipment. @throws Problem not-found, also when it is another's */
export const boughtBy = (shipment: Shipment, buyerId: AccountId): Shipment => {
  if (shipment.buyerId !== buyerId) throw new Problem('not-found');
  return shipment;
};

/** Shipping papers, below `shipping-papers/<shop>/`: made anew whenever they are asked for, so they are kept for a day. */
export const paperFiles = /* @__PURE__ */ files('media', 'shipping-papers');

export const dispatches = aggregate<Dispatch>({ name: 'dispatch', prefix: 'DISPATCH' });

const notices = aggregate<CarrierNotice>({
  name: 'carrier-notice',
  prefix: 'CARRIER-NOTICE',
  indexes: {
    gsi1: ({ id, carrier, unread, receivedAt }) =>
      unread ? [noticesOn(pileOf(carrier, unread)), `${receivedAt}#${id}`] : undefined,
  },
  keptUntil: ({ receivedAt }) => after(receivedAt, noticeKept),
});
export const noticesOn = (pile: PileId): string => `PILE-NOTICES#${pile}`;
export const carrierNotices = { ...notices, onPile: notices.list('carrier-notice.on-pile', 'gsi1', 'PILE-NOTICES#*') };

export const noticePiles = aggregate<NoticePile>({ name: 'notice-pile', prefix: 'NOTICE-PILE', desks: [pileWaits] });
