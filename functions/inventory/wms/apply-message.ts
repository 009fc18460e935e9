import {
  availabilityCounted,
  deviceAlarmed,
  transferReceived,
  wmsMessageReceived,
  wmsMessageUnread,
} from '../../../shared/inventory/events.ts';
import { stockTakeTolerance } from '../../../shared/inventory/rulebooks.ts';
import { apply } from '../../../shared/inventory/wms/applying-store.ts';
import { connections } from '../../../shared/inventory/wms/connection-store.ts';
import { messages } from '../../../shared/inventory/wms/message-store.ts';
import { applied, leaveUnread } from '../../../shared/inventory/wms/message.ts';
import { subscriber } from '../../../shared/kernel/doors/subscriber.ts';
import { shipmentPacked } from '../../../shared/logistics/events.ts';

export const { contract, handler } = subscriber({
  summary: 'Moves the stock by what an outside warehouse system has told; what cannot be is for a person.',
  on: wmsMessageReceived,
  touches: [connections.need, messages.need, messages.save, stockTakeTolerance.current, apply],
  emits: [availabilityCounted, deviceAlarmed, transferReceived, shipmentPacked, wmsMessageUnread],
}, async ({ event: { data }, now, commit }) => {
  const [connection, message, tolerance] = await Promise.all([
    connections.need(data.connectionId),
    messages.need(data.messageId),
    stockTakeTolerance.current(now),
  ]);
  const outcome = await apply(message.news!, { connection, messageId: message.id, tolerance, now });
  await commit({
    writes: 'reason' in outcome
      ? [messages.save(leaveUnread(message, outcome.reason, outcome.detail, now))]
      : [messages.save(applied(message, outcome.state)), outcome.writes],
  });
});
