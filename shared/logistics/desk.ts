import * as z from 'zod';
import { hours } from '../kernel/clock.ts';
import { desk, waitsAt } from '../kernel/desk.ts';
import { id, MerchantId } from '../kernel/ids.ts';
import { TroubleReason } from './policy.ts';
import { ShipmentState, type Shipment } from './shipment.ts';

export const troubledShipmentDesk = desk('troubled-shipments', {
  summary:
    'Parcels that a carrier refused, that are overdue, in an exception, or travel although they were called off.',
  roles: ['support', 'operator', 'admin'],
  shows: z.object({
    orderId: id('order'),
    merchantId: MerchantId,
    state: ShipmentState,
    reason: TroubleReason,
    detail: z.string().optional(),
    carrier: z.string().optional(),
    waybill: z.string().optional(),
  }),
  sample: {
    orderId: 'ord_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    state: 'booked',
    reason: 'overdue',
    carrier: 'swift',
    waybill: 'SW123456789',
  },
  clock: { firstAnswer: hours(24), resolution: hours(72) },
  escalate: 'admin',
  actions: ['logistics/resolve-shipment'],
});

export const shipmentWaits = waitsAt(
  troubledShipmentDesk,
  ({ trouble, orderId, merchantId, state, carrier, carrierName, waybill }: Shipment) =>
    trouble && {
      since: trouble.since,
      shows: {
        orderId,
        merchantId,
        state,
        reason: trouble.reason,
        detail: trouble.detail,
        carrier: carrierName ?? carrier,
        waybill,
      },
    },
);
