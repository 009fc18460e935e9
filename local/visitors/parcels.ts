/** What happens to an order between its payment and its receipt, outside the platform and inside the shop. */
import { shipmentOf as firstShipment } from '../../shared/logistics/shipment.ts';
import { unless, type Visitor } from './people.ts';
import { ask, eventually, until } from './site.ts';

/** The provider's page on which a payment is made; empty when that has happened. */
export const pageToPay = (buyer: Visitor, paymentId: string): Promise<string> =>
  until(`the address to pay ${paymentId} at`, async () => {
    const { state, payUrl } = await buyer.call('GET /shop/v1/payments/{paymentId}', { paymentId });
    if (state === 'declined' || state === 'expired') throw new Error(`The payment ${paymentId} is ${state}`);
    return state === 'captured' ? '' : payUrl;
  });

/** The buyer pays on the provider's page, which tells the platform by a webhook. */
export const payOnPage = async (buyer: Visitor, paymentId: string): Promise<void> => {
  const payUrl = await pageToPay(buyer, paymentId);
  if (payUrl) await ask(buyer.site, 'POST', `${payUrl}/confirm`, { outcome: 'approve', token: 'tok_visa' });
};

/** The shop accepts an order as soon as the payment has arrived. */
export const accept = (shop: Visitor, orderId: string): Promise<unknown> =>
  eventually(() => shop.call('POST /merchant/v1/orders/{orderId}/accept', { orderId }), 'illegal-step');

const scans = ['picked-up', 'in-transit', 'delivered'] as const;

/**
 * The carrier fetches the parcel as soon as it is booked and delivers it, and tells the platform by webhooks.
 * @param last the scan after which nothing more happens
 * @returns the waybill
 */
export const deliver = async (
  shop: Visitor,
  orderId: string,
  last: (typeof scans)[number] = 'delivered',
): Promise<string> => {
  const { carrier, waybill, labelUrl } = await until(`the waybill of ${orderId}`, async () => {
    const shipment = await unless(
      shop.call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId: firstShipment(orderId) }),
      'not-found',
    );
    if (shipment?.trouble) {
      throw new Error(
        `The shipment of ${orderId} is in trouble: ${shipment.trouble.reason} ${shipment.trouble.detail ?? ''}`,
      );
    }
    return shipment?.waybill === undefined ? undefined : shipment;
  });
  const program = new URL(labelUrl!).origin;
  await ask(shop.site, 'POST', `${program}/${carrier}/control/shipments/${waybill}/events`, {
    events: scans.slice(0, scans.indexOf(last) + 1),
  });
  return waybill!;
};

/** The buyer confirms receipt as soon as the platform knows of the delivery. */
export const confirmReceipt = async (buyer: Visitor, orderId: string): Promise<void> => {
  await until(`the delivery of ${orderId}`, async () => {
    const { state } = await buyer.call('GET /shop/v1/orders/{orderId}', { orderId });
    return state === 'delivered' || undefined;
  });
  await buyer.call('POST /shop/v1/orders/{orderId}/receipt', { orderId });
};
