import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { id } from '../kernel/values/ids.ts';
import { localText } from '../kernel/values/text.ts';
import { TroubleReason } from './policy.ts';
import { milestones } from './progress.ts';
import { Scan, ScanStep } from './scan.ts';
import { ShipmentState, type Shipment } from './shipment.ts';

const Trouble = z.object({
  reason: TroubleReason,
  since: Instant,
  detail: z.string().optional(),
  carriers: z.array(z.string()).readonly().optional().meta({ description: 'Who carries what is unwanted' }),
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
  packedAt: Instant.optional(),
  labelUrl: z.url().optional(),
  estimatedArrival: Instant.optional(),
  parcels: z.array(z.object({ weight: z.int().meta({ description: 'Grams' }) })),
  scans: z.array(Scan),
  scansDropped: z.int().optional(),
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
}).meta({ id: 'TrackingView' });

const carrierOf = ({ carrier, carrierName }: Shipment): string | undefined => carrierName ?? carrier;

export const summaryOf = (shipment: Shipment): z.infer<typeof ShipmentSummary> => {
  const { id: shipmentId, orderId, state, waybill, openedAt, heardAt, askAgainAt, trouble } = shipment;
  return { shipmentId, orderId, state, carrier: carrierOf(shipment), waybill, openedAt, heardAt, askAgainAt, trouble };
};

export const viewOf = (shipment: Shipment): z.infer<typeof ShipmentView> => {
  const { lines, packedAt, labelUrl, estimatedArrival, parcels, scans, scansDropped } = shipment;
  return {
    ...summaryOf(shipment),
    lines: [...lines],
    packedAt,
    labelUrl,
    estimatedArrival,
    parcels: [...parcels],
    scans: [...scans],
    scansDropped,
  };
};

/** What a buyer has to know of: of an order that was split, not what never was a parcel. */
export const travelling = (all: readonly Shipment[]): readonly Shipment[] => all.filter(({ into }) => !into);

export const trackingOf = (shipment: Shipment): z.infer<typeof TrackingView> => {
  const { id: shipmentId, orderId, state, waybill, estimatedArrival, lines, scans } = shipment;
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
  };
};
