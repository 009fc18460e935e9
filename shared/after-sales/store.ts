import { together } from '../kernel/doors/access.ts';
import { aggregate } from '../kernel/store/aggregate.ts';
import type { Change } from '../kernel/store/change.ts';
import type { Write } from '../kernel/store/commit.ts';
import { due } from '../kernel/store/due.ts';
import type { Id, MerchantId } from '../kernel/values/ids.ts';
import { escalatedReturnWaits } from './desk.ts';
import type { ReturnState } from './events.ts';
import type { ReturnRecord } from './record.ts';
import { awaited, type Return } from './return.ts';

/** What lists show of a return. */
export type ReturnSummary =
  & Pick<Return, 'id' | 'orderId' | 'title' | 'quantity' | 'wish' | 'reason' | 'state' | 'refunded' | 'replacementId'>
  & {
    readonly requestedAt: Return['taken'][0]['at'];
    readonly dueAt?: Return['dueAt'];
    readonly awaits: ReturnType<typeof awaited>;
    readonly stars?: number | undefined;
  };

const store = aggregate<Return, ReturnSummary>({
  name: 'return',
  prefix: 'RETURN',
  indexes: {
    gsi1: ({ id, merchantId, state, taken: [{ at }] }) => [merchantReturns(merchantId, state), `${at}#${id}`],
    gsi2: ({ id, orderId, taken: [{ at }] }) => [orderReturns(orderId), `${at}#${id}`],
  },
  summary: (one) => {
    const {
      id,
      orderId,
      title,
      quantity,
      wish,
      reason,
      state,
      refunded,
      replacementId,
      dueAt,
      rating,
      taken: [{ at }],
    } = one;
    return {
      id,
      orderId,
      title,
      quantity,
      wish,
      reason,
      state,
      refunded,
      ...(replacementId && { replacementId }),
      dueAt,
      requestedAt: at,
      awaits: awaited(one),
      stars: rating?.stars,
    };
  },
  desks: [escalatedReturnWaits],
});

/** Saves a step, with the end of the wait that it begins. */
const saveWaiting = Object.assign((change: Change<Return>): Write[] => {
  const { id: returnId, dueAt } = change.after;
  const begins = dueAt && dueAt !== change.before?.dueAt;
  return [...store.save(change), ...(begins ? [due.set(dueAt, 'after-sales/end-wait', { returnId })].flat() : [])];
}, together('return.saveWaiting', store.save, due.set));

export const returns = {
  ...store,
  save: saveWaiting,
  ofMerchant: store.list('return.of-merchant', 'gsi1', 'MERCHANT-RETURNS#*'),
  ofOrder: store.list('return.of-order', 'gsi2', 'ORDER-RETURNS#*'),
};

/** How buyers ask for returns, by the buyer. */
export const returnRecords = aggregate<ReturnRecord>({ name: 'return-record', prefix: 'RETURN-RECORD' });

/** The partitions of the lists above. */
export const merchantReturns = (merchantId: MerchantId, state: ReturnState): string =>
  `MERCHANT-RETURNS#${merchantId}#${state}`;
export const orderReturns = (orderId: Id<'order'>): string => `ORDER-RETURNS#${orderId}`;
