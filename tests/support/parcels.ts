/** Given a parcel: an order that its shop has accepted, and a carrier that says and does what a test wants. */
import { createHmac } from 'node:crypto';
import { inject } from 'vitest';
import { sandboxSettings } from '../../local/sandboxes.ts';
import { portsAt } from '../../local/ports.ts';
import type { CarrierName } from '../../shared/logistics/carriers/carrier.ts';
import { shipmentOf as firstShipment } from '../../shared/logistics/shipment.ts';
import { Refused, type Answer } from '../../web/client.ts';
import { settled, until } from './control.ts';
import { key } from './people.ts';
import { buy, type Buyer, type Goods } from './shopping.ts';
import type { Merchant } from './merchants.ts';

/** Buys goods. The order's id, once the shop has been told that it is paid. */
export const bought = async (one: Buyer, goods: Goods, quantity = 1): Promise<string> => {
  const { orders: [order] } = await buy(one, [goods, quantity]);
  const { orderId } = order!;
  await until(
    () => one.call('GET /shop/v1/orders/{orderId}', { orderId }),
    ({ state }) => state === 'awaiting-acceptance',
  );
  return orderId;
};

/** Has the shop accept an order. Its shipment, once the carrier has answered to the booking. */
export const accept = async (seller: Merchant, orderId: string) => {
  await seller.call('POST /merchant/v1/orders/{orderId}/accept', { orderId }, key());
  await settled();
  return until(
    () => shipmentOf(seller, orderId),
    (shipment) => shipment?.waybill !== undefined || shipment?.trouble !== undefined,
  ) as Promise<Parcel>;
};

/** The shipment of an order that was bought and that its shop has accepted. */
export const parcel = async (seller: Merchant, one: Buyer, goods: Goods): Promise<Parcel> =>
  accept(seller, await bought(one, goods));

/** An order that its shop has accepted and whose carrier is booked. Its id. */
export const accepted = async (seller: Merchant, one: Buyer, goods: Goods): Promise<string> =>
  (await parcel(seller, one, goods)).orderId;

export { firstShipment };
export type Parcel = Answer<'GET /merchant/v1/shipments/{shipmentId}'>;

/** What the shop sees of an order's shipment; nothing before it is opened. */
export const shipmentOf = ({ call }: Merchant, orderId: string): Promise<Parcel | undefined> =>
  call('GET /merchant/v1/shipments/{shipmentId}', { shipmentId: firstShipment(orderId) }).catch((error: unknown) => {
    if (error instanceof Refused && error.problem.code === 'not-found') return undefined;
    throw error;
  });

const toCarrier = async (path: string, body: object): Promise<void> => {
  const answer = await fetch(`${inject('cloud').carrier}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
};

/** What Swift has of a waybill: `booked`, `cancelled`, `picked-up` … */
export const carrierStatus = async (waybill: string): Promise<string> =>
  (await (await fetch(`${inject('cloud').carrier}/swift/v2/shipments/${waybill}`)).json() as { status: string }).status;

/** What Swift has under our reference, however it came to it. */
export const atSwift = async (reference: string): Promise<{ status: string }[]> =>
  (await (await fetch(`${inject('cloud').carrier}/swift/v2/shipments?reference=${reference}`)).json() as {
    data: { status: string }[];
  }).data;

/** What goes wrong at the carrier next: README.md of the sandbox has the kinds. */
export const carrierFault = (fault: { kind: string; count?: number; ms?: number; match?: string }): Promise<void> =>
  toCarrier('/control/faults', fault);

/** The carrier scans a parcel, and tells of it. */
export const scanned = async (carrier: CarrierName, waybill: string, ...events: string[]): Promise<void> => {
  await toCarrier(`/${carrier}/control/shipments/${waybill}/events`, { events });
  await settled();
};

/** Sends a notice as a carrier does. Signed with the carrier's secret (or another's) at `signedAt`, unless a signature is given. */
export const hook = (
  carrier: string,
  body: object | string,
  { signedAt, signature, signedBy = carrier }: { signedAt: Date; signature?: string; signedBy?: string },
): Promise<Response> => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const seconds = Math.floor(signedAt.getTime() / 1000);
  const secret = sandboxSettings(portsAt(0))[`CARRIER_${signedBy.toUpperCase()}_WEBHOOK_SECRET`] ?? 'none';
  const hmac = (signed: string) => createHmac('sha256', secret).update(signed).digest('hex');
  const headers = carrier === 'easypost'
    ? { 'x-hmac-signature': signature ?? `hmac-sha256-hex=${hmac(text)}` }
    : { 'jishi-sandbox-signature': signature ?? `t=${seconds},v1=${hmac(`${seconds}.${text}`)}` };
  return fetch(`${inject('cloud').api}/shop/v1/hooks/carriers/${carrier}`, {
    method: 'POST',
    body: text,
    headers: { 'content-type': 'application/json', ...headers },
  });
};
