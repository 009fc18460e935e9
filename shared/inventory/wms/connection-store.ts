import type * as z from 'zod';
import { together } from '../../kernel/doors/access.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import { Problem } from '../../kernel/problems.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import { connectionView, speaks, type Connection, type ConnectionView } from './connection.ts';

export const connectionsOf = (merchantId: MerchantId): string => `WMS-CONNECTIONS-OF#${merchantId}`;

const store = aggregate<Connection, z.input<typeof ConnectionView>>({
  name: 'wms-connection',
  prefix: 'WMS-CONNECTION',
  indexes: { gsi1: ({ id, merchantId, openedAt }) => [connectionsOf(merchantId), `${openedAt}#${id}`] },
  summary: connectionView,
});
export const connections = {
  ...store,
  ofMerchant: store.list('wms-connection.of-merchant', 'gsi1', 'WMS-CONNECTIONS-OF#*'),
};

/** Whose system it is that has signed. @throws Problem signature-invalid when its secret is not good any more */
export const speakerOf = Object.assign(
  async (connectionId: string, edition: number, now: Instant): Promise<Connection> => {
    const connection = await connections.get(connectionId);
    if (!connection || !speaks(connection, edition, now)) throw new Problem('signature-invalid');
    return connection;
  },
  together('wms-connection.speaker', connections.get),
);
