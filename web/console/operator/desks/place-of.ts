import { addressOf } from '../../kit/addresses.ts';
import type { Answer, Route } from '../../kit/operations.ts';

type Item = Answer<'GET /operator/v1/desks/{desk}/items/{itemId}'>['item'];
type Desk = Item['desk'];

/** A screen and what its address is made of; a pile is a list that is filtered. */
type Place = readonly [of: Route, from: Readonly<Record<string, unknown>>, filters?: Readonly<Record<string, string>>];
const things: Partial<Record<Desk, (item: Item) => Place>> = {
  'ad-reviews': ({ itemId }) => ['GET /operator/v1/ad-reviews/{adId}', { adId: itemId }],
  'listing-reviews': ({ itemId }) => ['GET /operator/v1/listing-reviews/{listingId}', { listingId: itemId }],
  applications: ({ itemId }) => ['GET /operator/v1/applications/{merchantId}', { merchantId: itemId }],
  'payout-accounts': ({ itemId }) => ['GET /operator/v1/merchants/{merchantId}', { merchantId: itemId }],
  'held-payouts': ({ itemId }) => ['GET /operator/v1/merchants/{merchantId}', { merchantId: itemId }],
  'suspended-shops': ({ itemId }) => ['GET /operator/v1/merchants/{merchantId}', { merchantId: itemId }],
  'late-payouts': ({ itemId }) => ['GET /operator/v1/payouts/{payoutId}', { payoutId: itemId }],
  'stock-faults': ({ itemId }) => ['GET /operator/v1/stock-faults/{merchantId}', { merchantId: itemId }],
  'stock-takes': ({ itemId }) => ['GET /operator/v1/stock-takes/{stockTakeId}', { stockTakeId: itemId }],
  feedback: ({ itemId }) => ['GET /operator/v1/feedback/{feedbackId}', { feedbackId: itemId }],
  'overdue-orders': ({ itemId }) => ['GET /operator/v1/orders/{orderId}', { orderId: itemId }],
  'troubled-shipments': ({ itemId }) => ['GET /operator/v1/shipments/{shipmentId}', { shipmentId: itemId }],
  'payment-exceptions': ({ shows }) => ['GET /operator/v1/payments/{paymentId}', shows],
  'payment-notices': () => ['GET /operator/v1/payment-notice-piles/{provider}/notices', {}],
  'carrier-reviews': ({ itemId }) => ['GET /operator/v1/carrier-reviews/{reviewId}', { reviewId: itemId }],
  'carrier-notices': (
    { itemId },
  ) => ['GET /operator/v1/carrier-notice-piles/{pileId}/notices', {}, { pileId: itemId }],
  'wms-messages': (
    { itemId },
  ) => ['GET /operator/v1/wms-connections/{connectionId}/unread-messages', { connectionId: itemId }],
  'rulebook-proposals': ({ itemId }) => ['GET /operator/v1/rulebook-proposals/{proposalId}', { proposalId: itemId }],
  'overdue-invoices': ({ itemId }) => ['GET /operator/v1/invoice-requests/{requestId}', { requestId: itemId }],
  'unpaid-payouts': ({ itemId }) => ['GET /operator/v1/payouts/{payoutId}', { payoutId: itemId }],
};

/** Where the thing itself is looked at that waits at a desk; nothing where the desk shows all there is. */
export const placeOf = (item: Item): string | undefined => {
  const found = things[item.desk]?.(item);
  return found && addressOf(...found);
};
