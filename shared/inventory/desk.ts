import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { desk, waitsAt } from '../kernel/policy/desk.ts';
import { waitingIn } from '../kernel/policy/pile.ts';
import { id, MerchantId } from '../kernel/values/ids.ts';
import type { StockFaults } from './check.ts';
import type { StockTake } from './stock-take.ts';
import { Unread, type MessagePile } from './wms/message-pile.ts';

export const stockTakeDesk = desk('stock-takes', {
  summary: 'Counts that differ from the books by more than may stand without a second person.',
  roles: ['operator', 'admin'],
  shows: z.object({
    merchantId: MerchantId,
    warehouseId: id('warehouse'),
    lines: z.int().meta({ description: 'SKUs that differ' }),
    variance: z.int().meta({ description: 'Units, all differences added up without their signs' }),
  }),
  sample: {
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    warehouseId: 'whs_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    lines: 2,
    variance: 17,
  },
  clock: { firstAnswer: 'PT24H', resolution: 'P3D' },
  escalate: 'admin',
  actions: ['inventory/approve-stock-take', 'inventory/refuse-stock-take'],
});

export const stockTakeWaits = waitsAt(
  stockTakeDesk,
  ({ state, countedAt, merchantId, warehouseId, lines }: StockTake) =>
    state === 'awaiting-approval'
      ? {
        since: countedAt!,
        shows: {
          merchantId,
          warehouseId,
          lines: lines.filter(({ variance }) => variance !== 0).length,
          variance: lines.reduce((sum, { variance = 0 }) => sum + Math.abs(variance), 0),
        },
      }
      : undefined,
);

export const stockFaultDesk = desk('stock-faults', {
  summary: 'Shops whose stock does not agree with what lies in their warehouses, or with its book.',
  roles: ['operator', 'admin'],
  shows: z.object({ merchantId: MerchantId, faults: z.int() }),
  sample: { merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A', faults: 1 },
  clock: { firstAnswer: 'PT24H', resolution: 'P3D' },
  escalate: 'admin',
  actions: ['inventory/settle-stock-faults'],
});

export const stockFaultsWait = waitsAt(
  stockFaultDesk,
  ({ id: merchantId, faults, since }: StockFaults) =>
    faults.length > 0 ? { since, shows: { merchantId, faults: faults.length } } : undefined,
);

export const wmsMessageDesk = desk('wms-messages', {
  summary:
    'What outside warehouse systems have told and nothing could be done with: for each system all of it together.',
  roles: ['operator', 'support', 'admin'],
  shows: z.object({
    merchantId: MerchantId,
    waiting: z.int().meta({ description: 'Messages that nobody has seen to' }),
    count: z.int().meta({ description: 'Messages that have ever come to it: what is set aside is named by it' }),
    latestMessageId: id('wmsMessage'),
    latestReason: Unread,
    latestAt: Instant,
  }),
  sample: {
    merchantId: 'mer_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    waiting: 1,
    count: 4,
    latestMessageId: 'wmm_01K9ZZ3Q4R5S6T7V8W9X0Y1Z2A',
    latestReason: 'unknown-thing',
    latestAt: '2026-11-22T08:00:00.000Z',
  },
  clock: { firstAnswer: 'PT24H', resolution: 'P3D' },
  escalate: 'admin',
  actions: ['inventory/accept-message', 'inventory/set-aside-messages'],
});

export const wmsMessagesWait = waitsAt(wmsMessageDesk, (pile: MessagePile) => {
  const { since, merchantId, count, latestMessageId, latestReason, latestAt } = pile;
  const waiting = waitingIn(pile);
  return waiting > 0
    ? { since, shows: { merchantId, waiting, count, latestMessageId, latestReason, latestAt } }
    : undefined;
});
