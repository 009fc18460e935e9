import type { Currency } from '../../../shared/kernel/values/money.ts';
import { chart, codeOf, isGuarded, ownerOf, type Account } from '../../../shared/ledger/accounts.ts';
import { mustBalance, swings, type Entry } from '../../../shared/ledger/entry.ts';

/** The ledger's rules without a table: refuses what the table's conditions refuse. */
export const books = () => {
  const posted = new Map<string, Entry>();
  const owed = new Map<string, number>();
  return {
    /** @throws Error when an entry stands already, or a guarded account would hold less than nothing */
    post: (...entries: readonly Entry[]): void => {
      for (const entry of entries) {
        mustBalance(entry);
        if (posted.has(entry.id)) throw new Error(`${entry.id} is posted twice`);
      }
      for (const { owner, currency, owed: moves } of swings(entries)) {
        for (const [code, by] of Object.entries(moves)) {
          const key = `${code}:${owner} ${currency}`;
          const after = (owed.get(key) ?? 0) + by;
          if (after < 0) throw new Error(`${key} would hold ${after}`);
          owed.set(key, after);
        }
      }
      for (const entry of entries) posted.set(entry.id, entry);
    },
    /** The sum of what was posted on an account: debits positive. */
    balance: (account: Account, currency: Currency): number =>
      [...posted.values()].flatMap(({ postings }) => postings)
        .filter((posting) => posting.account === account && posting.amount.currency === currency)
        .reduce((sum, { amount }) => sum + amount.amount, 0),
    entries: (): Entry[] => [...posted.values()],
    /** The running balances agree with the entries. */
    agree: (): boolean =>
      [...posted.values()].flatMap(({ postings }) => postings).every(({ account, amount: { currency } }) =>
        !isGuarded(codeOf(account)) || ownerOf(account) === undefined
        || (owed.get(`${account} ${currency}`) ?? 0)
          === [...posted.values()].flatMap(({ postings }) => postings)
            .filter((posting) => posting.account === account && posting.amount.currency === currency)
            .reduce((sum, { amount }) => sum + (chart[codeOf(account)].nature === 'asset' ? 1 : -1) * amount.amount, 0)
      ),
  };
};
