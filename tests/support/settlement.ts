/**
 * Given money to settle: shops that can be paid out, orders that buyers have received, and the hours at which the
 * platform settles.
 */
import type { CarrierName } from '../../shared/logistics/carriers/carrier.ts';
import { stageNamed } from '../../infra/stages.ts';
import { calendarOf } from '../../shared/kernel/values/calendar.ts';
import { after, hours, instant, minutes, utcDateOf, type Instant } from '../../shared/kernel/values/clock.ts';
import { closingDelay } from '../../shared/ledger/public.ts';
import { firstShipment } from './parcels.ts';
import { now, pass, settled } from './control.ts';
import type { Merchant } from './merchants.ts';
import { accepted, scanned } from './parcels.ts';
import { finance } from './payments.ts';
import { key } from './people.ts';
import { shop, type Buyer, type Goods } from './shopping.ts';

/**
 * Names the account that a shop is paid to, and has finance verify it. README.md of the sandbox has the accounts that
 * fail.
 */
export const payTo = async ({ call, merchantId }: Merchant, token: string): Promise<void> => {
  await call('PUT /merchant/v1/shop/payout-account', { token, holder: 'Blue Teapot Ltd' }, key());
  const { call: verify } = await finance();
  await verify('POST /operator/v1/merchants/{merchantId}/payout-account/verify', { merchantId, token }, key());
};

/** A shop that sells and is paid to `token`. */
export const paidShop = async (token = 'acct_1'): Promise<Merchant> => {
  const one = await shop();
  await payTo(one, token);
  return one;
};

/** Buys goods, and has them accepted and delivered. The order's id. */
export const delivered = async (seller: Merchant, one: Buyer, goods: Goods): Promise<string> => {
  const orderId = await accepted(seller, one, goods);
  const { carrier, waybill } = await seller.call('GET /merchant/v1/shipments/{shipmentId}', {
    shipmentId: firstShipment(orderId),
  });
  await scanned(carrier as CarrierName, waybill!, 'picked-up', 'in-transit', 'delivered');
  return orderId;
};

/** Buys goods, and confirms that they have arrived. The order's id. */
export const completed = async (seller: Merchant, one: Buyer, goods: Goods): Promise<string> => {
  const orderId = await delivered(seller, one, goods);
  await one.call('POST /shop/v1/orders/{orderId}/receipt', { orderId });
  await settled();
  return orderId;
};

/** Moves the clock to the next time that it is `hour` o'clock, UTC. */
export const passTo = async (hour: number): Promise<void> => {
  const at = (await now()).getTime();
  const today = Math.floor(at / hours(24)) * hours(24) + hours(hour);
  await pass((today > at ? today : today + hours(24)) - at);
};

const calendar = calendarOf(stageNamed('dev').zone);
const present = async (): Promise<Instant> => instant((await now()).getTime());

/** The business day of the platform's clock. */
export const today = async (): Promise<string> => calendar.dateOf(await present());

/** The payment provider's day, which is a UTC day. */
export const providerDay = async (): Promise<string> => utcDateOf(await present());

/** Moves the clock past the end of the business day, when its files have been written. */
export const passToExport = async (): Promise<void> => {
  const at = await present();
  const exportedAt = after(calendar.endOf(calendar.dateOf(at)), closingDelay + minutes(1));
  await pass(Date.parse(exportedAt) - Date.parse(at));
};
