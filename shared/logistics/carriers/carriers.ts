import { operation, type Grant } from '../../kernel/doors/access.ts';
import { minutes, type Instant } from '../../kernel/values/clock.ts';
import { setting } from '../../kernel/env.ts';
import { Problem } from '../../kernel/problems.ts';
import { verifySignature, type RawRequest } from '../../kernel/doors/signature.ts';
import { easypost, verifyEasypost } from './easypost.ts';
import { postal } from './postal.ts';
import { swift } from './swift.ts';
import { CarrierName, type Booking, type Carrier, type Consignment, type Notice, type Refusal } from './carrier.ts';

/** What each carrier signs with: whoever knows one secret speaks for that carrier alone. */
const secrets = {
  swift: 'CARRIER_SWIFT_WEBHOOK_SECRET',
  postal: 'CARRIER_POSTAL_WEBHOOK_SECRET',
  easypost: 'CARRIER_EASYPOST_WEBHOOK_SECRET',
} as const;

const adapters: Record<CarrierName, Carrier> = { swift, postal, easypost };

/** How old a notice may be: it is signed anew at each attempt. */
const noticeAge = minutes(5);

const outside: readonly Grant[] = [{
  on: 'settings',
  names: [
    'CARRIER_SWIFT_URL',
    'CARRIER_SWIFT_KEY',
    'CARRIER_POSTAL_URL',
    'CARRIER_POSTAL_KEY',
    'CARRIER_EASYPOST_URL',
    'CARRIER_EASYPOST_KEY',
  ],
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

  /** @throws Problem signature-invalid when a notice is not by the carrier of its path, or old */
  verify: operation(
    'carriers.verify',
    [{ on: 'settings', names: [...Object.values(secrets), 'CARRIER_EASYPOST_URL'] }],
    (request: RawRequest, now: Instant): void => {
      const { body, header, path } = request;
      const { data: name } = CarrierName.safeParse(path('carrier'));
      if (!name) throw new Problem('signature-invalid');
      // What is told again is the same notice: it is kept by its words.
      if (name === 'easypost') return verifyEasypost(request);
      verifySignature(header('jishi-sandbox-signature'), body, setting(secrets[name]), now, noticeAge);
    },
  ),
};

/** Reads what a carrier tells, as its adapter does. */
export const readNotice = (name: CarrierName, body: unknown, now: Instant): Notice | 'no-news' | undefined =>
  adapters[name].notice(body, now);
