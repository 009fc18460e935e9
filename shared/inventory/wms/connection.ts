/** The warehouse system of somebody else, which a shop lets speak for one of its warehouses. */
import * as z from 'zod';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { after, hours, Instant, minutes } from '../../kernel/values/clock.ts';
import { id, type Id, type MerchantId } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { title } from '../../kernel/values/text.ts';
import { WarehouseId } from '../stock.ts';

export type ConnectionId = Id<'wmsConnection'>;
export const ConnectionId = id('wmsConnection');

/** After a rotation, until the secret before is good for nothing: systems are not changed in a moment. */
const overlap = hours(24);

/** After a secret was made, until it is not shown any more. */
const shownFor = minutes(15);

export interface Connection extends Versioned {
  readonly id: ConnectionId;
  readonly merchantId: MerchantId;
  readonly warehouseId: WarehouseId;
  readonly name: string;
  readonly state: ConnectionState;
  /** Which of its secrets is in force. What a secret is follows from the connection and this number: none is kept. */
  readonly edition: number;
  readonly madeAt: Instant;
  readonly openedAt: Instant;
}

export type ConnectionState = z.infer<typeof ConnectionState>;
export const ConnectionState = z.enum(['active', 'ended']);

export const ConnectionTerms = z.strictObject({
  name: title(60).meta({ description: 'What the shop calls the system' }),
  warehouseId: WarehouseId.meta({ description: 'The warehouse of which it may speak' }),
});

export const openConnection = (
  connectionId: ConnectionId,
  merchantId: MerchantId,
  terms: z.infer<typeof ConnectionTerms>,
  now: Instant,
): Change<Connection> =>
  created<Connection>({
    id: connectionId,
    merchantId,
    ...terms,
    state: 'active',
    edition: 1,
    madeAt: now,
    openedAt: now,
  });

const active = (connection: Connection): Connection => {
  if (connection.state !== 'active') throw new Problem('illegal-step', 'The connection has ended');
  return connection;
};

/** Makes another secret. The one before is good for a day yet. @throws Problem illegal-step when the connection has ended */
export const rotateSecret = (connection: Connection, now: Instant): Change<Connection> =>
  changed<Connection>(active(connection), { edition: connection.edition + 1, madeAt: now });

/** Nothing that it says is taken in from now on. @throws Problem illegal-step */
export const endConnection = (connection: Connection): Change<Connection> =>
  changed<Connection>(active(connection), { state: 'ended' });

/** Whether the secret in force may still be shown. */
export const isShown = ({ state, madeAt }: Connection, now: Instant): boolean =>
  state === 'active' && now < after(madeAt, shownFor);

/** Whether what is signed with a secret is by this system. */
export const speaks = ({ state, edition, madeAt }: Connection, with_: number, now: Instant): boolean =>
  state === 'active' && (with_ === edition || (with_ === edition - 1 && now < after(madeAt, overlap)));

/** The shop's own. @throws Problem not-found */
export const connectionOf = (connection: Connection, merchantId: MerchantId): Connection => {
  if (connection.merchantId !== merchantId) throw new Problem('not-found');
  return connection;
};

export const ConnectionView = z.object({
  connectionId: ConnectionId,
  name: z.string(),
  warehouseId: WarehouseId,
  state: ConnectionState,
  edition: z.int().meta({ description: 'Which of its secrets is in force: it is a part of the address' }),
  madeAt: Instant.meta({ description: 'When this secret was made' }),
  openedAt: Instant,
});

export const connectionView = ({ id: connectionId, ...connection }: Connection): z.input<typeof ConnectionView> => ({
  connectionId,
  ...connection,
});
