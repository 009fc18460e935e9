import type { Instant } from '../kernel/values/clock.ts';
import { claimSettledElsewhere, claimWrittenOff, type Claim, type Entry } from '../ledger/public.ts';

/**
 * How it stands with an attempt that went through while another had the money: the platform claims it of who has it
 * twice, who has paid it back outside of the platform, or whom the platform lets have it.
 */
export type Twice = 'claimed' | 'repaid' | 'borne';

/** One of several attempts at sending the same money: refunds of one sum, payouts of one statement. */
interface Attempt {
  readonly twice?: Twice | undefined;
}

/**
 * What ends when one of several attempts comes to nothing: the claim on who had the money twice, or else what the platform
 * has borne of it. Undefined when the money is owed by that, as it also is to who has paid one back, and has none now.
 */
export const endedBy = <A extends Attempt>(attempts: readonly A[]): A | undefined =>
  attempts.find(({ twice }) => twice === 'claimed') ?? attempts.find(({ twice }) => twice === 'borne');

/** Where the books have the money of an attempt that has come to nothing, by what ends with it. */
export const backTo = <Owed, Claimed>(
  ended: Attempt | undefined,
  { owed, claimed }: { readonly owed: Owed; readonly claimed: Claimed },
): Owed | Claimed | 'written-off' => ended ? (ended.twice === 'claimed' ? claimed : 'written-off') : owed;

/** What finance has decided about a claim, and its entry; undefined when that was no decision about one. */
export const settleClaim = (
  resolution: string,
  claim: Claim,
  now: Instant,
): { readonly twice: Twice; readonly entry: Entry } | undefined => {
  if (resolution === 'repaid') return { twice: 'repaid', entry: claimSettledElsewhere(claim, now) };
  if (resolution === 'bear') return { twice: 'borne', entry: claimWrittenOff(claim, now) };
  return undefined;
};
