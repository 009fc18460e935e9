import type * as z from 'zod';
import { aggregate } from '../../kernel/store/aggregate.ts';
import { after, days } from '../../kernel/values/clock.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { wmsMessagesWait } from '../desk.ts';
import type { ConnectionId } from './connection.ts';
import { deviceView, type Device, type DeviceView } from './device.ts';
import { messageView, type Message, type MessageView } from './message.ts';
import type { MessagePile } from './message-pile.ts';
import type { Reckoning } from './reckoning.ts';

/** How long a message is kept: as long as somebody may ask what it was. */
const messageKept = days(180);

export const messagesOf = (connectionId: ConnectionId): string => `WMS-MESSAGES-OF#${connectionId}`;
export const unreadOf = (connectionId: ConnectionId): string => `UNREAD-WMS-MESSAGES#${connectionId}`;

const store = aggregate<Message, z.input<typeof MessageView>>({
  name: 'wms-message',
  prefix: 'WMS-MESSAGE',
  indexes: {
    gsi1: ({ id, connectionId, receivedAt }) => [messagesOf(connectionId), `${receivedAt}#${id}`],
    gsi2: ({ id, connectionId, receivedAt, state }) =>
      state === 'unread' ? [unreadOf(connectionId), `${receivedAt}#${id}`] : undefined,
  },
  summary: messageView,
  keptUntil: ({ receivedAt }) => after(receivedAt, messageKept),
});
export const messages = {
  ...store,
  ofConnection: store.list('wms-message.of-connection', 'gsi1', 'WMS-MESSAGES-OF#*'),
  unread: store.list('wms-message.unread', 'gsi2', 'UNREAD-WMS-MESSAGES#*'),
};

export const piles = aggregate<MessagePile>({ name: 'wms-pile', prefix: 'WMS-PILE', desks: [wmsMessagesWait] });

export const reckonings = aggregate<Reckoning>({ name: 'wms-reckoning', prefix: 'WMS-RECKONING' });

export const devicesOf = (merchantId: MerchantId): string => `DEVICES-OF#${merchantId}`;

const deviceStore = aggregate<Device, z.input<typeof DeviceView>>({
  name: 'device',
  prefix: 'DEVICE',
  indexes: { gsi1: ({ id, merchantId }) => [devicesOf(merchantId), id] },
  summary: deviceView,
});
export const devices = { ...deviceStore, ofMerchant: deviceStore.list('device.of-merchant', 'gsi1', 'DEVICES-OF#*') };
