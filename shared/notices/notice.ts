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

export interface Composed {
  readonly to: Recipient;
  readonly words: Wordings;
}

/** One line of the table of notices: the event, who hears of it, and the words in each language. */
export interface Notice {
  readonly on: EventType<never>;
  /** Nothing when this once nobody has to hear of it. */
  readonly compose: (event: Envelope) => Composed | undefined;
}

/**
 * Declares a notice: `notice(orderShipped, ({ buyerId }) => ({ account: buyerId }), (order) => ({ en: {…}, zh: {…}
 * }))`.
 */
export const notice = <D>(
  on: EventType<D>,
  to: (data: D) => Recipient | undefined,
  words: (data: D) => Wordings,
): Notice => ({
  on: on as unknown as EventType<never>,
  compose: ({ data }) => {
    const recipient = to(data as D);
    return recipient && { to: recipient, words: words(data as D) };
  },
});
