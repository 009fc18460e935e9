import type { Envelope, EventType } from '../kernel/events.ts';
import type { Role } from '../kernel/contract.ts';
import type { AccountId, MerchantId } from '../kernel/ids.ts';
import type { Locale } from '../kernel/text.ts';

/** Whom a notice is for: one account, the people of a shop, or everybody of the platform's staff with a role. */
export type Recipient = { account: AccountId } | { shop: MerchantId } | { staff: Role };

/** What a notice says. Plain text: nothing that a person typed can become markup. */
export interface Wording {
  readonly subject: string;
  readonly text: string;
}

type Wordings = Readonly<Record<Locale, Wording>>;

/** One line of the table of notices: the event, who hears of it, and the words in each language. */
export interface Notice {
  readonly on: EventType<never>;
  readonly compose: (event: Envelope) => { readonly to: Recipient; readonly words: Wordings };
}

/**
 * Declares a notice: `notice(orderShipped, ({ buyerId }) => ({ account: buyerId }), (order) => ({ en: {…}, zh: {…}
 * }))`.
 */
export const notice = <D>(on: EventType<D>, to: (data: D) => Recipient, words: (data: D) => Wordings): Notice => ({
  on: on as unknown as EventType<never>,
  compose: ({ data }) => ({ to: to(data as D), words: words(data as D) }),
});
