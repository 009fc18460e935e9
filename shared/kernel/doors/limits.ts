import { together } from './access.ts';
import { between, days, hours, minutes, type Instant } from '../values/clock.ts';
import type { Effort, Whom } from './contract.ts';
import { counter, windowEnd, type Bound } from '../store/counter.ts';
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

interface Rate extends Bound {
  /** Requests that a running function collects before it counts them in the table: what they cost is divided by it. */
  readonly step: number;
}

type Rates = Partial<Record<keyof Asker | keyof Whom | 'everybody', readonly Rate[]>>;

/** One network uses up half of what all strangers together may send to somebody. */
const toOnePerson: Rates = {
  pair: [{ limit: 3, window: hours(1), step: 1 }, { limit: 6, window: days(1), step: 1 }],
  target: [{ limit: 6, window: hours(1), step: 1 }, { limit: 12, window: days(1), step: 1 }],
};

/**
 * What keeps passwords and codes safe is no policy: how long they are, how many codes are sent and how often one is tried
 * hang together (docs/decisions/limits.md).
 */
const invariant = {
  guesses: {
    account: [{ limit: 10, window: minutes(15), step: 1 }],
    // For whoever tries one password at many accounts.
    source: [{ limit: 200, window: minutes(15), step: 1 }],
    pair: [{ limit: 6, window: minutes(15), step: 1 }],
    target: [{ limit: 10, window: minutes(15), step: 1 }],
  },
  // With a code comes a password, which is tried as well.
  codes: {
    source: [{ limit: 100, window: hours(1), step: 1 }],
    pair: [{ limit: 5, window: hours(1), step: 1 }],
    target: [{ limit: 10, window: hours(1), step: 1 }],
  },
  // What is signed is heard, however many there were of these.
  forged: {
    source: [{ limit: 60, window: minutes(1), step: 1 }],
  },
} as const satisfies Partial<Record<Kind, Rates>>;

/**
 * How many requests are served. An account has twenty commands a second by default: more than a person needs, enough for a
 * shop's own programs. Behind one address of a mobile network are thousands, so it has more.
 */
export const ratesBy = (rules: RequestLimits): Readonly<Record<Kind, Rates>> => ({
  ...invariant,
  read: {
    account: [{ limit: rules.readsOfAccount, window: minutes(1), step: 20 }],
    source: [{ limit: rules.readsOfNetwork, window: minutes(1), step: 20 }],
  },
  command: {
    account: [{ limit: rules.commandsOfAccount, window: minutes(1), step: 10 }],
    source: [{ limit: rules.commandsOfNetwork, window: minutes(1), step: 10 }],
  },
  sends: {
    ...toOnePerson,
    account: [{ limit: rules.sentOfAccount, window: hours(1), step: 1 }],
    source: [
      { limit: rules.sentOfNetwork, window: hours(1), step: 1 },
      { limit: rules.sentOfNetworkInADay, window: days(1), step: 1 },
    ],
    // For whoever has many addresses and many numbers.
    everybody: [{ limit: rules.sentInADay, window: days(1), shards: 8, step: 1 }],
  },
  costs: {
    account: [{ limit: rules.paidOfAccount, window: hours(1), step: 1 }],
    source: [{ limit: rules.paidOfNetwork, window: hours(1), step: 1 }],
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

const count = async (key: string, { step, ...bound }: Rate): Promise<void> => {
  const { now } = invocation();
  const tally = tallyOf(`${key} ${bound.window}`);
  const refused = (until: Instant): TooManyRequests => new TooManyRequests(Math.ceil(between(now, until) / 1000));
  if (tally.usedUpUntil && tally.usedUpUntil > now) throw refused(tally.usedUpUntil);
  tally.collected += 1;
  if (tally.collected < step) return;
  const n = tally.collected;
  tally.collected = 0;
  if (await requests.take(key, n, bound)) return;
  tally.usedUpUntil = windowEnd(now, bound.window);
  throw refused(tally.usedUpUntil);
};

/** One limit after another: what is refused by the hour's uses up nothing of the day's. */
const countAll = async (kind: Kind, rates: Rates, who: keyof Rates, whose: string | undefined): Promise<void> => {
  if (whose === undefined) return;
  for (const rate of rates[who] ?? []) await count(`${kind}#${who}#${whose}`, rate);
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
    await Promise.all([countAll(kind, rates, 'account', account), countAll(kind, rates, 'source', source)]);
  },
  together('admission', requests.take, requestLimits.current),
);

/**
 * Counts a request whose asker has been admitted by whom it is about, and among all. From the narrowest limit to the
 * widest, so that who is refused uses up nothing of anybody else's.
 * @throws TooManyRequests
 */
export const admitAbout = async (effort: Effort, { pair, target }: Whom): Promise<void> => {
  const rates = await ratesOf(effort);
  await countAll(effort, rates, 'pair', pair);
  await countAll(effort, rates, 'target', target);
  await countAll(effort, rates, 'everybody', 'all');
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
