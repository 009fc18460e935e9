/** Whatever the provider says of payouts, and however it takes back its word. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId, type Id } from '../../../shared/kernel/values/ids.ts';
import { money } from '../../../shared/kernel/values/money.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { capture, earn, release } from '../../../shared/ledger/public.ts';
import { resolve } from '../../../shared/payments/exception.ts';
import { heardIn } from '../../../shared/payments/provider/notice.ts';
import type { UnreadNotice } from '../../../shared/payments/provider/unread.ts';
import type { PaymentException, PayoutReport } from '../../../shared/payments/public.ts';
import {
  claimExceptionOf,
  follow,
  followAll,
  followDoubtful,
  isDoubtful,
  settleMerchantClaim,
  unknownPayout,
  type PayoutNews,
} from '../../../shared/settlement/payouts/follow.ts';
import { unpaidPayoutWaits } from '../../../shared/settlement/desk.ts';
import {
  hasMoney,
  othersOf,
  replacePayout,
  requestPayout,
  type Payout,
} from '../../../shared/settlement/payouts/payout.ts';
import { books } from '../ledger/books.ts';

type Word = PayoutReport['status'];
const now = instant(Date.UTC(2026, 10, 22, 8));
const newId = idsAt(now);
const merchantId = newId('merchant');
const brl = (amount: number) => money(amount, 'BRL');
const amount = 6643;
/** What other orders of the same shop have earned, and no payout may touch. */
const others = 9000;

/** A shop whose statement is on its way to it, without a table. */
const shop = () => {
  const ledger = books();
  const earned = (orderId: Id<'order'>, of: number): void => {
    const about = { orderId, merchantId };
    ledger.post(
      capture({ provider: 'sandbox', providerId: orderId, reference: orderId }, { orderId, amount: brl(of) }, now),
    );
    ledger.post(earn(about, { items: brl(of), freight: brl(0), commission: brl(0) }, now));
    ledger.post(release(about, brl(of), now));
  };
  earned(newId('order'), amount);
  earned(newId('order'), others);
  const payouts = new Map<string, Payout>();
  const exceptions = new Map<string, PaymentException>();
  const unread = new Map<string, UnreadNotice>();
  const apply = ({ payouts: changes, exceptions: raised, entries }: PayoutNews): void => {
    ledger.post(...entries);
    for (const { before, after } of changes) {
      expect(payouts.get(after.id) ?? null).toBe(before);
      payouts.set(after.id, after);
    }
    for (const { before, after } of raised) {
      expect(exceptions.get(after.id) ?? null).toBe(before);
      exceptions.set(after.id, after);
    }
  };
  const request = { merchantId, statementId: newId('statement'), amount: brl(amount), account: 'acct_1' };
  const first = requestPayout({ ...request, provider: 'sandbox', attempt: 1 }, now);
  apply({ payouts: [first.change], exceptions: [], entries: first.entries });
  const balance = (account: 'payouts-in-flight' | 'settled-elsewhere' | 'written-off'): number =>
    ledger.balance(account, 'BRL');
  const released = (): number => -ledger.balance(`merchant-released:${merchantId}`, 'BRL');
  const othersOfPayout = (payout: Payout) => othersOf(payout, async (id) => payouts.get(id));
  const around = async (payout: Payout) => {
    const others = await othersOfPayout(payout);
    const claimed = [payout, ...others].filter(({ twice }) => twice === 'claimed');
    return {
      others,
      released: brl(released()),
      claims: claimed.map((one) => exceptions.get(claimExceptionOf(one))!),
    };
  };
  const hear = (news: PayoutNews | undefined): boolean => {
    if (news) apply(news);
    return news !== undefined;
  };
  return {
    ledger,
    exceptions,
    /** What the provider has signed and nobody understands. */
    unread,
    apply,
    all: () => [...payouts.values()],
    /** Those that have been made, the first one first. */
    nth: (n: number): Payout | undefined => [...payouts.values()][n],
    tell: async (payout: Payout, status: Word): Promise<boolean> =>
      hear(follow(payout, { reference: payout.id, status }, await around(payout), now)),
    /** A signed notice, as it comes in at the door. `present`: what the provider says when it is asked. */
    notice: async (body: object, present?: PayoutReport): Promise<void> => {
      const heard = heardIn('sandbox', body, JSON.stringify(body), now);
      if (heard === 'nothing') return;
      if ('after' in heard) return void unread.set(heard.after.id, heard.after);
      const report = heard.fact.data as PayoutReport;
      const payout = payouts.get(report.reference);
      if (!payout) {
        const { after } = unknownPayout(report, now);
        return void exceptions.set(after.id, exceptions.get(after.id) ?? after);
      }
      const about = await around(payout);
      hear(
        isDoubtful(payout, report)
          ? followDoubtful(payout, report, present, about, now)
          : follow(payout, report, about, now),
      );
    },
    /** The provider is asked about all payouts of the statement. */
    lookUp: async (payout: Payout, words: readonly PayoutReport[]): Promise<boolean> => {
      const { standing, news } = followAll(payout, words, await around(payout), now);
      const isNews = hear(news);
      expect(standing.map(({ id, state }) => [id, state]).toSorted()).toEqual(
        [...payouts.values()].map(({ id, state }) => [id, state]).toSorted(),
      );
      return isNews;
    },
    replace: async (payout: Payout): Promise<void> => {
      const { changes, next } = replacePayout(payout, await othersOfPayout(payout), 'acct_2', now);
      apply({ payouts: changes, exceptions: [], entries: next.entries });
    },
    settle: (payout: Payout, action: 'repaid' | 'bear' = 'repaid'): void => {
      const settled = settleMerchantClaim(payout, action, now);
      if (!settled) return;
      const exception = exceptions.get(claimExceptionOf(payout))!;
      const by = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;
      apply({
        payouts: [settled.change],
        exceptions: [resolve(exception, { action, note: 'Paid back by bank', by }, now)],
        entries: [settled.entry],
      });
    },
    /** What the shop can be paid, what is on its way, what it has, and what is claimed of it. */
    money: () => ({
      released: released() - others,
      flying: -balance('payouts-in-flight') + 0,
      paid: amount + others - ledger.balance('provider-clearing:sandbox', 'BRL'),
      claimed: ledger.balance(`merchant-receivable:${merchantId}`, 'BRL'),
    }),
    elsewhere: () => balance('settled-elsewhere'),
    borne: () => balance('written-off'),
    kinds: () => [...exceptions.values()].map(({ kind }) => kind),
    open: () => [...exceptions.values()].filter(({ state }) => state === 'open').map(({ kind }) => kind),
  };
};
type Shop = ReturnType<typeof shop>;
const told = async (one: Shop, n: number, ...words: Word[]): Promise<void> => {
  for (const word of words) await one.tell(one.nth(n)!, word);
};

const free = { released: amount, flying: 0, paid: 0, claimed: 0 };
const flying = { released: 0, flying: amount, paid: 0, claimed: 0 };
const paid = { released: 0, flying: 0, paid: amount, claimed: 0 };

describe('a payout', () => {
  it.each<[Word[], Payout['state'], object, PaymentException['kind'][]]>([
    [['pending'], 'sent', flying, []],
    [['pending', 'pending'], 'sent', flying, []],
    [['paid'], 'paid', paid, []],
    [['pending', 'paid', 'paid', 'pending'], 'paid', paid, []],
    [['failed'], 'failed', free, []],
    [['pending', 'failed', 'failed'], 'failed', free, []],
    [['paid', 'returned'], 'returned', free, []],
    [['returned', 'paid'], 'returned', free, ['payout-contradicted']],
    [['returned', 'paid', 'paid'], 'returned', free, ['payout-contradicted']],
    [['paid', 'returned', 'paid'], 'returned', free, ['payout-contradicted']],
    [['paid', 'failed'], 'returned', free, []],
    [['paid', 'failed', 'paid', 'paid'], 'returned', free, ['payout-contradicted']],
    [['paid', 'returned', 'failed'], 'returned', free, []],
    [['failed', 'paid'], 'paid', paid, []],
    [['failed', 'paid', 'returned'], 'returned', free, []],
    [['failed', 'returned', 'returned'], 'returned', free, []],
    [['failed', 'pending', 'pending'], 'failed', free, ['payout-contradicted']],
    [['failed', 'pending', 'paid'], 'paid', paid, ['payout-contradicted']],
    [['returned', 'pending'], 'returned', free, ['payout-contradicted']],
  ])('of which the provider tells %j is %s [SET-05]', async (words, state, money, kinds) => {
    const one = shop();
    await told(one, 0, ...words);
    expect([one.nth(0)!.state, one.money(), one.kinds()]).toEqual([state, money, kinds]);
  });

  /** The first has failed and has been replaced; then the provider tells of both: `0: paid` is the first. */
  it.each<[[number, Word][], object, PaymentException['kind'][]]>([
    [[[1, 'paid']], paid, []],
    [[[0, 'failed']], flying, []],
    [[[0, 'returned'], [0, 'returned']], flying, []],
    [[[0, 'pending']], flying, ['payout-contradicted']],
    [[[0, 'paid']], { ...flying, paid: amount, claimed: amount }, ['payout-paid-twice']],
    [[[0, 'paid'], [1, 'paid']], { released: 0, flying: 0, paid: 2 * amount, claimed: amount }, ['payout-paid-twice']],
    [[[0, 'paid'], [1, 'failed']], paid, ['payout-paid-twice']],
    [[[0, 'paid'], [0, 'returned']], flying, ['payout-paid-twice']],
    [[[0, 'paid'], [1, 'paid'], [1, 'returned']], paid, ['payout-paid-twice']],
    [[[0, 'paid'], [1, 'paid'], [1, 'returned'], [0, 'returned']], free, ['payout-paid-twice']],
    [[[1, 'failed'], [0, 'paid']], paid, []],
    [[[1, 'failed'], [0, 'paid'], [0, 'failed']], free, []],
    [[[1, 'failed'], [0, 'paid'], [1, 'paid']], {
      released: 0,
      flying: 0,
      paid: 2 * amount,
      claimed: amount,
    }, ['payout-paid-twice']],
  ])('that has been replaced: %j [SET-05]', async (words, money, kinds) => {
    const one = shop();
    await told(one, 0, 'failed');
    await one.replace(one.nth(0)!);
    for (const [n, word] of words) await told(one, n, word);
    expect([one.money(), one.kinds()]).toEqual([money, kinds]);
  });

  it('is not replaced while another one of its statement has the money [SET-05]', async () => {
    const one = shop();
    await told(one, 0, 'failed');
    await one.replace(one.nth(0)!);
    await told(one, 1, 'failed');
    await told(one, 0, 'paid');
    await expect(one.replace(one.nth(1)!)).rejects.toThrow('illegal-step');
    await told(one, 0, 'returned');
    await one.replace(one.nth(1)!);
    await expect(one.replace(one.nth(0)!)).rejects.toThrow('illegal-step');
    expect(one.nth(2)).toMatchObject({ attempt: 3, state: 'requested' });
  });

  it('that is paid when its money is not there any more is claimed of the merchant [SET-05]', () => {
    const { change: { after } } = requestPayout(
      {
        merchantId,
        statementId: newId('statement'),
        amount: brl(amount),
        account: 'acct_1',
        provider: 'sandbox',
        attempt: 1,
      },
      now,
    );
    const around = { others: [], released: brl(amount - 1), claims: [] };
    const failed = follow(after, { reference: after.id, status: 'failed' }, around, now)!.payouts[0]!.after;
    const news = follow(failed, { reference: after.id, status: 'paid' }, around, now)!;
    expect(news.entries[0]!.postings[0]).toEqual({ account: `merchant-receivable:${merchantId}`, amount: brl(amount) });
    expect(news.exceptions[0]!.after).toMatchObject({ kind: 'payout-paid-twice', payoutId: after.id });
  });

  it('that was paid twice is settled once [SET-05]', async () => {
    const one = shop();
    await told(one, 0, 'failed');
    await one.replace(one.nth(0)!);
    await told(one, 0, 'paid');
    for (let n = 1; n <= 2; n += 1) one.settle(one.nth(0)!);
    expect([one.money().claimed, one.elsewhere()]).toEqual([0, amount]);
  });

  /** Both were paid, and finance has decided about the claim; then one comes back. */
  it.each<['repaid' | 'bear', number, object, boolean]>([
    ['repaid', 1, { released: amount, flying: 0, paid: amount, claimed: 0, elsewhere: amount, borne: 0 }, true],
    ['repaid', 0, { released: amount, flying: 0, paid: amount, claimed: 0, elsewhere: amount, borne: 0 }, true],
    ['bear', 1, { released: 0, flying: 0, paid: amount, claimed: 0, elsewhere: 0, borne: 0 }, false],
    ['bear', 0, { released: 0, flying: 0, paid: amount, claimed: 0, elsewhere: 0, borne: 0 }, false],
  ])(
    'that was paid twice (%s), of which payout %i comes back then, is paid once more only when it is owed [SET-05]',
    async (
      action,
      back,
      money,
      isOwed,
    ) => {
      const one = shop();
      await told(one, 0, 'failed');
      await one.replace(one.nth(0)!);
      await told(one, 1, 'paid');
      await told(one, 0, 'paid');
      one.settle(one.nth(0)!, action);
      expect(one.borne()).toBe(action === 'bear' ? amount : 0);
      await told(one, back, 'returned');
      expect({ ...one.money(), elsewhere: one.elsewhere(), borne: one.borne() }).toEqual(money);
      const again = one.replace(one.nth(back)!);
      if (isOwed) await again;
      else await expect(again).rejects.toThrow('illegal-step');
      expect(one.all()).toHaveLength(isOwed ? 3 : 2);
      if (isOwed) {
        await told(one, 2, 'paid');
        expect(one.money()).toMatchObject({ released: 0, paid: 2 * amount, claimed: 0 });
        await expect(one.replace(one.nth(back)!)).rejects.toThrow('illegal-step');
      }
    },
  );

  it('that was paid back and both payments of which come back is owed twice, and two payouts wait to be replaced [SET-05]', async () => {
    const one = shop();
    await told(one, 0, 'failed');
    await one.replace(one.nth(0)!);
    await told(one, 1, 'paid');
    await told(one, 0, 'paid');
    one.settle(one.nth(0)!, 'repaid');
    await told(one, 1, 'returned');
    await told(one, 0, 'returned');
    expect(one.money()).toMatchObject({ released: 2 * amount, paid: 0 });
    expect(one.all().map(({ owed }) => owed)).toEqual([true, true]);
    for (const n of [0, 1]) {
      await one.replace(one.nth(n)!);
      await told(one, 2 + n, 'paid');
    }
    expect(one.money()).toMatchObject({ released: 0, paid: 2 * amount, claimed: 0 });
    expect(one.all().filter(({ owed }) => owed)).toEqual([]);
    await expect(one.replace(one.nth(1)!)).rejects.toThrow('illegal-step');
  });

  it('of which one comes back between the decision about the claim and what follows from it waits for that [SET-05]', async () => {
    const one = shop();
    await told(one, 0, 'failed');
    await one.replace(one.nth(0)!);
    await told(one, 0, 'paid');
    const exception = one.exceptions.get(claimExceptionOf(one.nth(0)!))!;
    const by = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;
    const decision = { action: 'repaid', note: 'Paid back by bank', by } as const;
    one.exceptions.set(exception.id, resolve(exception, decision, now).after);
    await expect(one.tell(one.nth(1)!, 'failed')).rejects.toThrow('conflict');
  });

  it('that is claimed stays so when a decision is made about something else of it [SET-05]', async () => {
    const one = shop();
    await told(one, 0, 'failed');
    await one.replace(one.nth(0)!);
    await told(one, 0, 'paid');
    expect(settleMerchantClaim(one.nth(0)!, 'dismiss', now)).toBeUndefined();
  });

  it('is not made a fourth time when the first of three turns out to be paid, and none knows more than one step [SET-05]', async () => {
    const one = shop();
    for (const n of [0, 1]) {
      await told(one, n, 'failed');
      await one.replace(one.nth(n)!);
    }
    await told(one, 2, 'failed');
    const before = one.all().map(({ version }) => version);
    const words = one.all().map((
      { id: reference },
      n,
    ) => ({ reference, status: n === 0 ? 'paid' : 'failed' } as const));
    expect(await one.lookUp(one.nth(2)!, words)).toBe(true);
    expect(one.all().map(({ version }) => version)).toEqual(before.map((version) => version + 1));
    expect(one.money()).toEqual(paid);
    await expect(one.replace(one.nth(2)!)).rejects.toThrow('illegal-step');
    expect(await one.lookUp(one.nth(2)!, words)).toBe(false);
  });

  it('of which two were paid is claimed in the look-up that finds it, and the claim ends in the one that finds it back [SET-05]', async () => {
    const one = shop();
    await told(one, 0, 'failed');
    await one.replace(one.nth(0)!);
    await told(one, 1, 'failed');
    const [first, second] = one.all().map(({ id }) => id);
    const say = (of: string, status: Word) => ({ reference: of, status });
    await one.lookUp(one.nth(1)!, [say(first!, 'paid'), say(second!, 'paid')]);
    expect([one.money(), one.open()]).toEqual([
      { released: 0, flying: 0, paid: 2 * amount, claimed: amount },
      ['payout-paid-twice'],
    ]);
    await one.lookUp(one.nth(1)!, [say(first!, 'returned'), say(second!, 'paid')]);
    expect([one.money(), one.open()]).toEqual([paid, []]);
  });

  it.each<[string, [number, Word][]]>([
    ['the other comes back', [[1, 'paid'], [1, 'returned']]],
    ['the other fails', [[1, 'failed']]],
    ['it comes back itself', [[0, 'returned']]],
  ])("that was paid twice is nobody's matter any more when %s [SET-05]", async (_, words) => {
    const one = shop();
    await told(one, 0, 'failed');
    await one.replace(one.nth(0)!);
    await told(one, 0, 'paid');
    expect(one.open()).toEqual(['payout-paid-twice']);
    for (const [n, word] of words) await told(one, n, word);
    expect(one.open()).toEqual([]);
    expect([...one.exceptions.values()]).toMatchObject([{ state: 'resolved', resolution: { action: 'overtaken' } }]);
  });

  const [earlier, later] = ['2026-11-22T07:00:00Z', '2026-11-22T07:30:00Z'];
  it.each<[Word[], Word, string | undefined, Word | undefined, Payout['state'], object, string[]]>([
    // What comes late and is older than what is known changes nothing.
    [['paid'], 'failed', earlier, 'paid', 'paid', paid, []],
    [['returned'], 'paid', earlier, 'returned', 'returned', free, []],
    [['failed'], 'pending', earlier, 'failed', 'failed', free, []],
    // What the provider bears out is followed.
    [['paid'], 'failed', later, 'failed', 'returned', free, []],
    [['paid'], 'returned', later, 'returned', 'returned', free, []],
    [['failed'], 'paid', later, 'paid', 'paid', paid, []],
    [['failed'], 'paid', earlier, 'returned', 'returned', free, []],
    // What it does not is for a person, and moves nothing.
    [['paid'], 'failed', later, 'paid', 'paid', paid, ['payout-contradicted']],
    [['paid'], 'failed', undefined, undefined, 'paid', paid, ['payout-contradicted']],
    [['failed'], 'pending', later, 'failed', 'failed', free, ['payout-contradicted']],
    [['returned'], 'paid', later, 'paid', 'returned', free, ['payout-contradicted']],
    [['paid', 'returned'], 'paid', later, 'paid', 'returned', free, ['payout-contradicted']],
  ])('that is %j, of which a notice tells %s at %s, and the provider says %s, is %s [SET-05]', async (
    words,
    status,
    updatedAt,
    present,
    state,
    money,
    kinds,
  ) => {
    const one = shop();
    await told(one, 0, ...words);
    const { id: reference } = one.nth(0)!;
    const data = { id: 'po_1', reference, object: 'payout', status, amount, currency: 'BRL', updatedAt };
    for (const id of ['evt_1', 'evt_2']) {
      await one.notice(
        { id, type: 'payout.updated', data },
        present && { reference, status: present, amount, currency: 'BRL', updatedAt: '2026-11-22T07:15:00Z' },
      );
    }
    expect([one.nth(0)!.state, one.money(), one.open()]).toEqual([state, money, kinds]);
  });

  it.each([[{ amount: 1 }], [{ currency: 'USD' }]])(
    'of which %j is told moves nothing, and is one matter for a person [SET-05]',
    async (other) => {
      const one = shop();
      const { id: reference } = one.nth(0)!;
      const data = { id: 'po_1', reference, status: 'paid', amount, currency: 'BRL', ...other };
      for (const id of ['evt_1', 'evt_2']) await one.notice({ id, type: 'payout.paid', data });
      expect([one.nth(0)!.state, one.money(), one.open()]).toEqual(['requested', flying, ['payout-contradicted']]);
    },
  );

  it('of which nobody knows is one matter for a person', () => {
    const { after } = unknownPayout({ reference: 'pot_x', status: 'paid' }, now);
    expect(after).toMatchObject({ kind: 'unknown-payout', reference: 'pot_x', told: 'paid' });
    expect(unknownPayout({ reference: 'pot_x', status: 'failed' }, now).after.id).toBe(after.id);
  });
});

describe('whatever the provider says of any payout of a statement', () => {
  const nth = fc.nat(3);
  const happening = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        what: fc.constant('tell' as const),
        nth,
        word: fc.constantFrom<Word[]>('pending', 'paid', 'failed', 'returned'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ what: fc.constant('replace' as const), nth }) },
    {
      weight: 1,
      arbitrary: fc.record({
        what: fc.constant('look-up' as const),
        nth,
        words: fc.array(fc.constantFrom<Word[]>('pending', 'paid', 'failed', 'returned'), { minLength: 1 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant('notice' as const),
        nth,
        name: fc.constantFrom('created', 'pending', 'paid', 'failed', 'cancelled', 'returned', 'updated', 'reviewed'),
        status: fc.constantFrom(undefined, 'pending', 'paid', 'failed', 'cancelled', 'returned', 'disputed'),
        other: fc.constantFrom({}, {}, { amount: 1 }, { currency: 'USD' }),
        present: fc.constantFrom<(Word | undefined)[]>(undefined, 'pending', 'paid', 'failed', 'returned'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        what: fc.constant('settle' as const),
        nth,
        action: fc.constantFrom('repaid' as const, 'bear' as const),
      }),
    },
  );

  /** What it has just said is what we know, or older than that, or a person has been told. */
  const isHeard = ({ state, cameBack, contradictions = [] }: Payout, word: Word): boolean =>
    contradictions.includes(word) || {
      pending: hasMoney({ state }),
      paid: state === 'paid',
      failed: !hasMoney({ state }),
      returned: cameBack === true,
    }[word];

  it('the books move or a person is told, the same word twice changes nothing, and the statement is charged once [SET-05]', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async (drawn) => {
        const one = shop();
        let settled = 0;
        let notices = 0;
        for (const event of drawn) {
          const payout = one.nth(event.nth);
          if (!payout) continue;
          if (event.what === 'tell') {
            await one.tell(payout, event.word);
            expect(await one.tell(one.nth(event.nth)!, event.word)).toBe(false);
            expect(isHeard(one.nth(event.nth)!, event.word)).toBe(true);
          } else if (event.what === 'look-up') {
            const words = one.all().slice(0, event.words.length)
              .map(({ id: reference }, n) => ({ reference, status: event.words[n]! }));
            await one.lookUp(payout, words);
            for (const { reference, status } of words) {
              expect(isHeard(one.all().find(({ id }) => id === reference)!, status)).toBe(true);
            }
          } else if (event.what === 'notice') {
            const { name, status, other } = event;
            const data = { id: 'po_1', reference: payout.id, status, amount, currency: 'BRL', ...other };
            const present = event.present && { reference: payout.id, status: event.present };
            const body = { id: `evt_${notices += 1}`, type: `payout.${name}`, data };
            const state = () => JSON.stringify([one.all(), [...one.exceptions], [...one.unread], one.ledger.entries()]);
            await one.notice(body, present);
            const after = state();
            await one.notice(body, present);
            expect(state()).toBe(after);
            // It has moved the books, agrees with what is known, or a person is told.
            const told = (status ?? name).replace('cancelled', 'failed').replace('created', 'pending');
            const is = one.nth(event.nth)!;
            const isTold = (what: string): boolean => what === told || what.startsWith(`${told} `);
            expect(
              (is.contradictions ?? []).some(isTold)
                || [...one.unread.values()].some((known) => known.told === body.type)
                || Object.keys(other).length === 0 && isHeard(is, told as Word)
                || present !== undefined && isDoubtful(payout, { reference: payout.id, status: told as Word })
                  && isHeard(is, present.status),
            ).toBe(true);
          } else if (event.what === 'settle') {
            settled += payout.twice === 'claimed' && event.action === 'repaid' ? 1 : 0;
            one.settle(payout, event.action);
          } else {
            try {
              await one.replace(payout);
            } catch (error) {
              if (!(error instanceof Problem)) throw error;
            }
          }
          const all = one.all();
          const count = (of: (payout: Payout) => boolean): number => all.filter(of).length;
          const money = one.money();
          expect(money.flying).toBe(amount * count(({ state }) => state === 'requested' || state === 'sent'));
          expect(money.paid).toBe(amount * count(({ state }) => state === 'paid'));
          expect(money.claimed).toBe(amount * count(({ twice }) => twice === 'claimed'));
          expect(one.elsewhere()).toBe(amount * settled);
          expect(one.borne()).toBe(amount * count(({ twice }) => twice === 'borne'));
          expect(one.ledger.agree()).toBe(true);
          // However often it is paid, the shop is charged once: what is beyond is claimed, was paid back, or is borne.
          expect(money.released).toBe(amount * (1 + count(({ twice }) => twice !== undefined) - count(hasMoney)));
          // Somebody is asked to pay it again, by one of its payouts, while it is owed and no longer.
          expect(all.filter((one) => unpaidPayoutWaits.waiting(one)).length).toBe(money.released / amount);
          // A person sees to what is claimed, and to nothing that is not claimed any more.
          const claims = [...one.exceptions.values()].filter(({ kind, state }) =>
            kind === 'payout-paid-twice' && state === 'open'
          );
          expect(claims.map(({ payoutId }) => payoutId).toSorted()).toEqual(
            all.filter(({ twice }) => twice === 'claimed').map(({ id }) => id).toSorted(),
          );
        }
      }),
      { numRuns: 1000 },
    );
  });
});
