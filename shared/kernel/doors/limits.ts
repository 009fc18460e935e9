import { together } from './access.ts';
import { between, days, hours, minutes, type Instant } from '../values/clock.ts';
import type { Effort, Whom } from './contract.ts';
import { counter, type Bound, type Count } from '../store/counter.ts';
import { invocation } from './invocation.ts';
import { TooManyRequests } from '../problems.ts';
import { requestLimits, type RequestLimits } from '../rulebooks.ts';

/** What is counted: requests, by what they are to others, and notices whose signature does not hold. */
type Kind = Effort | 'forged';

/** Who asks: an account's requests are counted together, and those of a network. */
export interface Asker {
  readonly account?: string | undefined;
  readonly source: string;
}

/** What somebody may have served, in each of some windows. */
interface Rate {
  readonly bounds: Count['bounds'];
  readonly shards?: number;
  /** Requests that a running function collects before it counts them in the table: what they cost is divided by it. */
  readonly step: number;
}

type Rates = Partial<Record<keyof Asker | keyof Whom | 'everybody', Rate>>;

/** Each request is counted at once. */
const each = (...bounds: Count['bounds']): Rate => ({ bounds, step: 1 });
const collected = (step: number, bound: Bound): Rate => ({ bounds: [bound], step });

/** One network uses up half of what all strangers together may send to somebody. */
const toOnePerson: Rates = {
  pair: each({ limit: 3, window: hours(1) }, { limit: 6, window: days(1) }),
  target: each({ limit: 6, window: hours(1) }, { limit: 12, window: days(1) }),
};

/**
 * What keeps passwords and codes safe is no policy: how long they are, how many codes are sent and how often one is tried
 * hang together (docs/decisions/limits.md).
 */
const invariant = {
  guesses: {
    account: each({ limit: 10, window: minutes(15) }),
    // For whoever tries one password at many accounts.
    source: each({ limit: 200, window: minutes(15) }),
    pair: each({ limit: 6, window: minutes(15) }),
    target: each({ limit: 10, window: minutes(15) }),
  },
  // With a code comes a password, which is tried as well.
  codes: {
    source: each({ limit: 100, window: hours(1) }),
    pair: each({ limit: 5, window: hours(1) }),
    target: each({ limit: 10, window: hours(1) }),
  },
  // What is signed is heard, however many there were of these.
  forged: {
    source: each({ limit: 60, window: minutes(1) }),
  },
} as const satisfies Partial<Record<Kind, Rates>>;

/**
 * How many requests are served. An account has twenty commands a second by default: more than a person needs, enough for a
 * shop's own programs. Behind one address of a mobile network are thousands, so it has more.
 */
export const ratesBy = (rules: RequestLimits): Readonly<Record<Kind, Rates>> => ({
  ...invariant,
  read: {
    account: collected(20, { limit: rules.readsOfAccount, window: minutes(1) }),
    source: collected(20, { limit: rules.readsOfNetwork, window: minutes(1) }),
  },
  command: {
    account: collected(10, { limit: rules.commandsOfAccount, window: minutes(1) }),
    source: collected(10, { limit: rules.commandsOfNetwork, window: minutes(1) }),
  },
  sends: {
    ...toOnePerson,
    account: each({ limit: rules.sentOfAccount, window: hours(1) }),
    source: each(
      { limit: rules.sentOfNetwork, window: hours(1) },
      { limit: rules.sentOfNetworkInADay, window: days(1) },
    ),
    // For whoever has many addresses and many numbers.
    everybody: { ...each({ limit: rules.sentInADay, window: days(1) }), shards: 8 },
  },
  costs: {
    account: each({ limit: rules.paidOfAccount, window: hours(1) }),
    source: each({ limit: rules.paidOfNetwork, window: hours(1) }),
  },
});

/** Asks for what is in force at once, so that it travels with the account, or remembers it. */
const ratesOf = async (kind: Kind): Promise<Rates> =>
  kind in invariant
    ? invariant[kind as keyof typeof invariant]
    : ratesBy(await requestLimits.current(invocation().now))[kind];

const requests = counter('requests');

/** What this running function has collected and not yet counted, and until when it knows a limit to be used up. */
interface Tally {
  collected: number;
  usedUpUntil?: Instant;
}

const tallies = new Map<string, Tally>();
const maxTallies = 10_000;

const tallyOf = (key: string): Tally => {
  const tally = tallies.get(key) ?? { collected: 0 };
  // The one that was asked for longest ago makes room.
  tallies.delete(key);
  tallies.set(key, tally);
  if (tallies.size > maxTallies) tallies.delete(tallies.keys().next().value!);
  return tally;
};

/** A request of somebody that was not refused to him lately, and those collected before, if it is time to count them. */
const countOf = (subject: string, { bounds, shards, step }: Rate): Count | undefined => {
  const tally = tallyOf(subject);
  if (tally.usedUpUntil && tally.usedUpUntil > invocation().now) throw refusedUntil(tally.usedUpUntil);
  tally.collected += 1;
  if (tally.collected < step) return undefined;
  const n = tally.collected;
  tally.collected = 0;
  return { subject, n, bounds, shards };
};

const refusedUntil = (until: Instant): TooManyRequests =>
  new TooManyRequests(Math.ceil(between(invocation().now, until) / 1000));

type Counted = readonly [who: keyof Rates, whose: string | undefined];

/** Counts by all of them together: who is refused by one uses up nothing of the others. */
const countAll = async (kind: Kind, rates: Rates, ...counted: readonly Counted[]): Promise<void> => {
  const counts = counted.flatMap(([who, whose]) => {
    const rate = rates[who];
    return whose !== undefined && rate ? countOf(`${kind}#${who}#${whose}`, rate) ?? [] : [];
  });
  const full = counts.length > 0 ? await requests.take(counts) : undefined;
  if (!full) return;
  tallyOf(full.subject).usedUpUntil = full.until;
  throw refusedUntil(full.until);
};

/**
 * Counts a request, and refuses it where a limit of its effort is used up. Of most reads and commands it asks nobody:
 * each running function counts by itself and tells the table of every tenth or twentieth, so a caller who is served by
 * many of them at once gets somewhat more than the limit says.
 * @throws TooManyRequests
 */
export const admit = Object.assign(
  async (kind: Kind, { account, source }: Asker): Promise<void> => {
    const rates = await ratesOf(kind);
    await Promise.all([countAll(kind, rates, ['account', account]), countAll(kind, rates, ['source', source])]);
  },
  together('admission', requests.take, requestLimits.current),
);

/**
 * Counts a request whose asker has been admitted by whom it is about, and among all.
 * @throws TooManyRequests by the narrowest limit that is used up
 */
export const admitAbout = async (effort: Effort, { pair, target }: Whom): Promise<void> => {
  const rates = await ratesOf(effort);
  await countAll(effort, rates, ['pair', pair], ['target', target], ['everybody', 'all']);
};

/**
 * The network that a request comes from: an address of IPv4, or the 64 leading bits of one of IPv6, which is what a
 * household gets.
 */
export const networkOf = (address: string): string => {
  const inIpv4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (inIpv4) return inIpv4;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  const all = [...groups, ...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0'), ...after];
  return `${all.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
};
