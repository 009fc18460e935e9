import * as z from 'zod';
import { event } from '../kernel/events.ts';
import { id, MerchantId } from '../kernel/values/ids.ts';

/** A shop's count has made a SKU available that was sold out, or the other way round. What orders take and give back, they tell themselves. */
export const availabilityCounted = event(
  'availability-counted',
  1,
  z.object({ skuId: id('sku'), merchantId: MerchantId, available: z.boolean(), at: z.iso.datetime() }),
  {
    skuId: 'sku_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    available: true,
    at: '2026-11-22T08:00:00.000Z',
  },
);
