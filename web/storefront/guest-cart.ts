/**
 * What somebody who has not signed in has chosen: kept by the browser alone, and joined with the cart of the account at
 * sign-in. Prices and stock are asked for whenever it is shown.
 */
import { maxLines, maxQuantity } from '../../shared/ordering/policy.ts';
import type { Answer, Input } from '../client.ts';
import { bagIs } from './bag.ts';

/** What is decided of what is made to order. */
export type Answers = NonNullable<Input<'POST /shop/v1/cart/lines'>['answers']>;

export interface GuestLine {
  readonly listingId: string;
  readonly skuId: string;
  readonly quantity: number;
  readonly answers?: Answers | undefined;
}

const place = 'guest-cart';
const tellingPlace = 'joined-cart';

interface Kept {
  /** Joining is sent under it, so that it is done once however often it is sent. */
  readonly key: string;
  readonly lines: readonly GuestLine[];
}

const kept = (): Kept | undefined => JSON.parse(localStorage.getItem(place) ?? 'null') ?? undefined;

/** What is chosen; nothing when nobody has chosen anything since the last sign-in. */
export const guestLines = (): readonly GuestLine[] => kept()?.lines ?? [];

/** Keeps other lines. What is sent with another content goes under another key. */
export const keepAsGuest = (lines: readonly GuestLine[]): void => {
  if (lines.length === 0) localStorage.removeItem(place);
  else localStorage.setItem(place, JSON.stringify({ key: crypto.randomUUID(), lines } satisfies Kept));
  bagIs(lines);
};

/** By which a line is known. */
export const keyOf = ({ skuId, answers }: GuestLine): string => JSON.stringify([skuId, answers]);

/** Puts something in; more of it where it is in already. @returns whether there was room */
export const putAsGuest = (line: GuestLine): boolean => {
  const lines = guestLines();
  const same = lines.find((one) => keyOf(one) === keyOf(line));
  if (!same && lines.length >= maxLines) return false;
  const quantity = Math.min(maxQuantity, (same?.quantity ?? 0) + line.quantity);
  keepAsGuest(same ? lines.map((one) => (one === same ? { ...same, quantity } : one)) : [...lines, line]);
  return true;
};

export type Joined = Answer<'POST /shop/v1/cart/merge'>['joined'];
type Send = (
  items: readonly Omit<GuestLine, 'listingId'>[],
  key: string,
) => Promise<Answer<'POST /shop/v1/cart/merge'>>;

/**
 * Joins it with the cart of the account. It is kept until that is done, and told of by the cart's page.
 * @returns whether something became otherwise than was chosen
 */
export const joinCarts = async (send: Send): Promise<boolean> => {
  const chosen = kept();
  if (!chosen) return false;
  const { lines, joined } = await send(
    chosen.lines.map(({ listingId: _, ...item }) => item),
    chosen.key,
  );
  localStorage.removeItem(place);
  bagIs(lines);
  sessionStorage.setItem(tellingPlace, JSON.stringify(joined));
  return joined.some(({ outcome }) => outcome !== 'added');
};

/** What became of it at the last sign-in, once. */
export const takeJoined = (): Joined => {
  const told = JSON.parse(sessionStorage.getItem(tellingPlace) ?? '[]') as Joined;
  sessionStorage.removeItem(tellingPlace);
  return told;
};
