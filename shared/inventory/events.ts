import * as z from 'zod';
import { event } from '../kernel/events.ts';
import { Instant } from '../kernel/values/clock.ts';
import { id, MerchantId } from '../kernel/values/ids.ts';
import { Unread } from './wms/message-pile.ts';

const ulid = '01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A';

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
/** A shop has a new warehouse, or says something else of one. */
export const warehouseSet = event(
  'warehouse-set',
  1,
  z.object({ merchantId: MerchantId, warehouseId: id('warehouse') }),
  {
    merchantId: `mer_${ulid}`,
    warehouseId: `whs_${ulid}`,
  },
);

const transfer = { transferId: id('transfer'), merchantId: MerchantId };
const aTransfer = { transferId: `trf_${ulid}`, merchantId: `mer_${ulid}` };

/** Goods have left one warehouse of a shop for another. */
export const transferDispatched = event('transfer-dispatched', 1, z.object(transfer), aTransfer);

/** They have arrived. `missing`: units that were sent and have not. */
export const transferReceived = event('transfer-received', 1, z.object({ ...transfer, missing: z.int() }), {
  ...aTransfer,
  missing: 2,
});

const earmark = { earmarkId: id('earmark'), merchantId: MerchantId };
const anEarmark = { earmarkId: `emk_${ulid}`, merchantId: `mer_${ulid}` };

/** Units were set aside for a campaign. */
export const stockEarmarked = event('stock-earmarked', 1, z.object(earmark), anEarmark);

/** What was set aside can be bought again. */
export const stockGivenBack = event('stock-given-back', 1, z.object(earmark), anEarmark);

const stockTake = { stockTakeId: id('stockTake'), merchantId: MerchantId, warehouseId: id('warehouse') };
const aStockTake = { stockTakeId: `stk_${ulid}`, merchantId: `mer_${ulid}`, warehouseId: `whs_${ulid}` };

/** What was counted differs by more than may stand without a second person. */
export const stockTakeSubmitted = event('stock-take-submitted', 1, z.object(stockTake), aStockTake);
/** The stock is what was counted. */
export const stockTakeAdjusted = event('stock-take-adjusted', 1, z.object(stockTake), aStockTake);
/** It has to be counted again. */
export const stockTakeRefused = event('stock-take-refused', 1, z.object({ ...stockTake, reason: z.string() }), {
  ...aStockTake,
  reason: 'The returns were counted in',
});
/** A warehouse was not counted for long. */
export const stockTakeDue = event(
  'stock-take-due',
  1,
  z.object({ merchantId: MerchantId, warehouseId: id('warehouse'), countedAt: Instant }),
  { merchantId: `mer_${ulid}`, warehouseId: `whs_${ulid}`, countedAt: '2026-08-22T08:00:00.000Z' },
);

/** A SKU has as few units, or as many, as its shop wants to hear of. */
export const stockAlerted = event(
  'stock-alerted',
  1,
  z.object({ skuId: id('sku'), merchantId: MerchantId, kind: z.enum(['low', 'over']), available: z.int() }),
  { skuId: `sku_${ulid}`, merchantId: `mer_${ulid}`, kind: 'low', available: 3 },
);

/** A SKU of a shop runs out before new units come, or its demand rises. `quantity`: units to order. */
export const replenishmentAdvised = event(
  'replenishment-advised',
  1,
  z.object({
    skuId: id('sku'),
    merchantId: MerchantId,
    kind: z.enum(['reorder', 'rising']),
    quantity: z.int(),
    available: z.int(),
  }),
  { skuId: `sku_${ulid}`, merchantId: `mer_${ulid}`, kind: 'rising', quantity: 40, available: 6 },
);

/** The stock of a shop does not agree with its warehouses or its book. */
export const stockFaultsFound = event(
  'stock-faults-found',
  1,
  z.object({ merchantId: MerchantId, faults: z.int() }),
  { merchantId: `mer_${ulid}`, faults: 1 },
);

/** Units of a shipment were found in none of the bins where they ought to lie. */
export const pickedShort = event(
  'picked-short',
  1,
  z.object({
    pickingId: id('picking'),
    merchantId: MerchantId,
    shipmentId: id('shipment'),
    orderId: id('order'),
    skuId: id('sku'),
    lacking: z.int(),
  }),
  {
    pickingId: `pck_${ulid}`,
    merchantId: `mer_${ulid}`,
    shipmentId: `shp_${ulid}`,
    orderId: `ord_${ulid}`,
    skuId: `sku_${ulid}`,
    lacking: 2,
  },
);

const wmsMessage = { messageId: id('wmsMessage'), connectionId: id('wmsConnection'), merchantId: MerchantId };
const aWmsMessage = { messageId: `wmm_${ulid}`, connectionId: `wms_${ulid}`, merchantId: `mer_${ulid}` };

/** An outside warehouse system has told something that can be understood. */
export const wmsMessageReceived = event('wms-message-received', 1, z.object(wmsMessage), aWmsMessage);

/** It has told something that nothing could be done with. */
export const wmsMessageUnread = event(
  'wms-message-unread',
  1,
  z.object({
    ...wmsMessage,
    reason: Unread,
    at: Instant,
  }),
  { ...aWmsMessage, reason: 'unknown-thing', at: '2026-11-22T08:00:00.000Z' },
);

/** A person has set aside what waited of a connection. */
export const wmsMessagesSetAside = event(
  'wms-messages-set-aside',
  1,
  z.object({ connectionId: id('wmsConnection'), messages: z.int(), reason: z.string(), at: Instant }),
  { connectionId: `wms_${ulid}`, messages: 3, reason: 'A test of theirs', at: '2026-11-22T08:00:00.000Z' },
);

/** A device measures what its shop does not want. */
export const deviceAlarmed = event(
  'device-alarmed',
  1,
  z.object({ deviceId: id('device'), merchantId: MerchantId, name: z.string(), value: z.number(), unit: z.string() }),
  { deviceId: `dev_${ulid}`, merchantId: `mer_${ulid}`, name: 'Cold room', value: 9.5, unit: '°C' },
);
