import * as z from 'zod';
import { operation, type Grant } from '../kernel/access.ts';
import { minutes, type Instant } from '../kernel/clock.ts';
import { setting } from '../kernel/env.ts';
import { Problem } from '../kernel/problems.ts';
import { verifySignature, type RawRequest } from '../kernel/signature.ts';
import { postal } from './carrier-postal.ts';
import { swift } from './carrier-swift.ts';
import type { Booking, Carrier, CarrierName, Consignment, Notice, Refusal } from './carrier.ts';

const adapters: Record<CarrierName, Carrier> = { swift, postal };

/** How old a notice may be: it is signed anew at each attempt. */
const noticeAge = minutes(5);

const outside: readonly Grant[] = [{
  on: 'settings',
  names: ['CARRIER_SWIFT_URL', 'CARRIER_POSTAL_URL', 'CARRIER_KEY'],
}];

/** The carriers, each behind its adapter. */
export const carriers = {
  /**
   * Books with a carrier. Whatever became of the call, what the carrier has under our reference counts.
   * @throws Error while the outcome is unknown: to be asked again
   */
  book: operation(
    'carriers.book',
    outside,
    async (name: CarrierName, booking: Booking): Promise<Consignment | Refusal> => {
      const carrier = adapters[name];
      try {
        const answer = await carrier.book(booking);
        return 'refused' in answer ? await carrier.find(booking.reference) ?? answer : answer;
      } catch (error) {
        const found = await carrier.find(booking.reference);
        if (found) return found;
        throw error;
      }
    },
  ),

  /** What a carrier has under our reference. @throws Error while it cannot be asked */
  find: operation(
    'carriers.find',
    outside,
    (name: CarrierName, reference: string): Promise<Consignment | undefined> => adapters[name].find(reference),
  ),

  /** Takes back whatever a carrier has under our reference. @throws Error while the outcome is unknown */
  drop: operation(
    'carriers.drop',
    outside,
    async (name: CarrierName, reference: string): Promise<'cancelled' | 'underway'> => {
      const found = await adapters[name].find(reference);
      return found ? adapters[name].cancel(found.waybill) : 'cancelled';
    },
  ),

  /** @throws Problem signature-invalid when a notice is not by a carrier, or old */
  verify: operation(
    'carriers.verify',
    [{ on: 'settings', names: ['CARRIER_WEBHOOK_SECRET'] }],
    ({ body, header }: RawRequest, now: Instant): void =>
      verifySignature(header('jishi-sandbox-signature'), body, setting('CARRIER_WEBHOOK_SECRET'), now, noticeAge),
  ),
};

/** Reads what a carrier tells. @throws Problem invalid-input */
export const readNotice = (name: CarrierName, body: unknown): Notice => {
  try {
    return adapters[name].notice(body);
  } catch (error) {
    if (error instanceof z.ZodError) throw new Problem('invalid-input', `This is not a notice of ${name}`);
    throw error;
  }
};
