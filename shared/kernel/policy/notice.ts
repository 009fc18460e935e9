import * as z from 'zod';
import type { Duration } from '../values/clock.ts';
import type { Role } from '../doors/contract.ts';
import type { Envelope, EventType } from '../events.ts';
import type { AccountId, MerchantId } from '../values/ids.ts';
import type { Locale } from '../values/text.ts';

/** What a notice is about. People choose by it what reaches them where. */
export type Category = z.infer<typeof Category>;
export const Category = z.enum(['security', 'money', 'order', 'shop', 'work', 'news', 'marketing']);

/** Ways to reach somebody who is not looking. Beside them, every notice stands in the receiver's inbox. */
export type Channel = z.infer<typeof Channel>;
export const Channel = z.enum(['mail', 'text', 'push']);

/** Whom a notice is for: one account, the people of a shop, or everybody of the platform's staff with a role. */
export type Receiver = { account: AccountId } | { shop: MerchantId } | { staff: Role };

/**
 * What a notice says. Plain text, whatever people have typed into it: it becomes markup nowhere. The subject stands by
 * itself in a text message and on a locked screen, so nothing that a person typed belongs into it.
 */
export interface Words {
  readonly subject: string;
  readonly text: string;
}

interface Spec<D> {
  on: EventType<D>;
  /** Nobody, when this once nobody has to hear of it. */
  to: (data: D) => Receiver | undefined;
  category: Category;
  /** Those that it may use; preferences choose among them. A text message costs the most, and is for what is urgent. */
  channels: readonly Channel[];
  /**
   * The most often that one person is told, for what can repeat a thousand times on a bad day: the first is told, the
   * others wait where `link` leads.
   */
  atMostEvery?: Duration;
  /** The page about it, within the receiver's own site: `/orders/ord_…`. */
  link?: (data: D) => string;
  words: (data: D) => Readonly<Record<Locale, Words>>;
}

/** What is to be said about one event, and to whom. */
export interface Composed {
  readonly to: Receiver;
  readonly link: string | undefined;
  readonly words: Readonly<Record<Locale, Words>>;
}

/** A notice: the event, who hears of it, by which ways, and the words in each language. */
export interface Notice extends Pick<Spec<never>, 'on' | 'category' | 'channels' | 'atMostEvery'> {
  readonly name: string;
  /** Nothing when this once nobody has to hear of it. */
  readonly compose: (event: Pick<Envelope, 'data'>) => Composed | undefined;
}

/** Declares a notice, in the context that tells its event: shared/<context>/notices.ts. */
export const notice = <D>(name: string, { on, to, category, channels, atMostEvery, link, words }: Spec<D>): Notice => ({
  name,
  on: on as unknown as EventType<never>,
  category,
  channels,
  ...(atMostEvery !== undefined && { atMostEvery }),
  compose: ({ data }) => {
    const receiver = to(data as D);
    return receiver && { to: receiver, link: link?.(data as D), words: words(data as D) };
  },
});

/** Receivers that many notices have. */
export const theShop = ({ merchantId }: { merchantId: MerchantId }): Receiver => ({ shop: merchantId });
export const theBuyer = ({ buyerId }: { buyerId: AccountId }): Receiver => ({ account: buyerId });
export const theAccount = ({ accountId }: { accountId: AccountId }): Receiver => ({ account: accountId });
export const staff = (role: Role) => (): Receiver => ({ staff: role });
