import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { AccountId, id, type Id } from '../kernel/values/ids.ts';
import { localText } from '../kernel/values/text.ts';
import { CarrierScore } from './contracts/score.ts';
import { TroubleReason } from './policy.ts';
import { milestones } from './progress.ts';
import { arrivedAt, plannedArrival } from './promises/promise.ts';
import { DeliveryOpinion, type DeliveryRating } from './promises/rating.ts';
import { Scan, ScanStep } from './scan.ts';
import { missed, ShipmentState, type Shipment } from './shipment.ts';

const Trouble = z.object({
  reason: TroubleReason,
  since: Instant,
  detail: z.string().optional(),
  carriers: z.array(z.string()).readonly().optional().meta({ description: 'Who carries what is unwanted' }),
  asked: z.object({
    contact: z.string(),
    question: z.string(),
    askedBy: AccountId,
    askedAt: Instant,
    replyDueAt: Instant,
    silentSince: Instant.optional(),
    reply: z.string().optional(),
    repliedAt: Instant.optional(),
  }).optional().meta({ description: 'What its carrier was asked' }),
});

/** What lists show of a shipment. */
export const ShipmentSummary = z.object({
  shipmentId: id('shipment'),
  orderId: id('order'),
  state: ShipmentState,
  carrier: z.string().optional(),
  waybill: z.string().optional(),
  openedAt: Instant,
  heardAt: Instant,
  askAgainAt: Instant,
  trouble: Trouble.optional(),
  priority: z.boolean().optional().meta({ description: 'Its order goes before others' }),
  packedAt: Instant.optional(),
  pickedIn: z.array(id('warehouse')).optional().meta({ description: 'Warehouses in which it is on a picking round' }),
}).meta({ id: 'ShipmentSummary' });

const ShippedLineView = z.object({
  lineId: id('orderLine'),
  skuId: id('sku'),
  code: z.string(),
  title: localText(255),
  specText: localText(500).optional(),
  quantity: z.int(),
});

/** What the merchant and the staff see of it. */
export const ShipmentView = ShipmentSummary.extend({
  lines: z.array(ShippedLineView),
  labelUrl: z.url().optional(),
  estimatedArrival: Instant.optional(),
  plannedAt: Instant.optional().meta({ description: 'When it was to be there, as was promised when it was booked' }),
  arrivedAt: Instant.optional().meta({ description: 'When it was there' }),
  lateSince: Instant.optional(),
  choice: z.object({ rulesVersion: z.int(), scores: z.array(CarrierScore).readonly() }).optional().meta({
    description: 'How the carriers stood when its own was chosen',
  }),
  parcels: z.array(z.object({ weight: z.int().meta({ description: 'Grams' }) })),
  scans: z.array(Scan),
  scansDropped: z.int().optional(),
  attempts: z.array(z.object({ carrier: z.string(), waybill: z.string(), reason: TroubleReason, scans: z.array(Scan) }))
    .optional().meta({ description: 'What was tried before the goods were sent again' }),
});

/** What the buyer sees of it. */
export const TrackingView = z.object({
  orderId: id('order'),
  shipmentId: id('shipment'),
  state: ShipmentState,
  carrier: z.string().optional(),
  waybill: z.string().optional(),
  estimatedArrival: Instant.optional(),
  lines: z.array(ShippedLineView.pick({ title: true, specText: true, quantity: true })),
  progress: z.array(z.object({ step: ScanStep, reached: z.boolean(), at: Instant.optional() })),
  scans: z.array(Scan),
  missed: z.enum(missed).optional().meta({ description: 'Why it is looked for' }),
  rating: DeliveryOpinion.optional().meta({ description: 'What its buyer has said of the delivery' }),
}).meta({ id: 'TrackingView' });

const carrierOf = ({ carrier, carrierName }: Shipment): string | undefined => carrierName ?? carrier;

export const summaryOf = (shipment: Shipment): z.infer<typeof ShipmentSummary> => {
  const { id: shipmentId, orderId, state, waybill, openedAt, heardAt, askAgainAt, trouble, packedAt, pickings } =
    shipment;
  return {
    shipmentId,
    orderId,
    state,
    carrier: carrierOf(shipment),
    waybill,
    openedAt,
    heardAt,
    askAgainAt,
    trouble,
    ...(shipment.priority && { priority: true }),
    packedAt,
    pickedIn: pickings && Object.keys(pickings) as Id<'warehouse'>[],
  };
};

export const viewOf = (shipment: Shipment): z.infer<typeof ShipmentView> => {
  const { lines, labelUrl, estimatedArrival, lateSince, parcels, scans, scansDropped, attempts } = shipment;
  return {
    ...summaryOf(shipment),
    lines: [...lines],
    labelUrl,
    estimatedArrival,
    plannedAt: plannedArrival(shipment),
    arrivedAt: arrivedAt(shipment),
    lateSince,
    ...(shipment.choice && { choice: shipment.choice }),
    parcels: [...parcels],
    scans: [...scans],
    scansDropped,
    ...(attempts && { attempts: attempts.map((one) => ({ ...one, scans: [...one.scans] })) }),
  };
};

/** What a buyer has to know of: of an order that was split, not what never was a parcel. */
export const travelling = (all: readonly Shipment[]): readonly Shipment[] => all.filter(({ into }) => !into);

export const trackingOf = (shipment: Shipment, rating?: DeliveryRating): z.infer<typeof TrackingView> => {
  const { id: shipmentId, orderId, state, waybill, estimatedArrival, lines, scans, trouble } = shipment;
  return {
    orderId,
    shipmentId,
    state,
    carrier: carrierOf(shipment),
    waybill,
    estimatedArrival,
    lines: [...lines],
    progress: milestones(scans),
    scans: [...scans],
    missed: missed.find((reason) => reason === trouble?.reason),
    ...(rating && { rating: opinionOf(rating) }),
  };
};

const opinionOf = ({ speed, condition, courier, comment }: DeliveryRating): DeliveryOpinion => ({
  speed,
  condition,
  courier,
  ...(comment !== undefined && { comment }),
});
