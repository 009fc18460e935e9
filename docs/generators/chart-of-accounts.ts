import { instant } from '../../shared/kernel/values/clock.ts';
import type { Id, MerchantId } from '../../shared/kernel/values/ids.ts';
import { minorDigits } from '../../shared/kernel/values/currencies.ts';
import { money, type Money } from '../../shared/kernel/values/money.ts';
import { chart, codeOf, type Account, type AccountCode } from '../../shared/ledger/accounts.ts';
import { netOfRefund } from '../../shared/ledger/earning.ts';
import type { Entry } from '../../shared/ledger/entry.ts';
import {
  capture,
  earn,
  payoutPaid,
  payoutRequested,
  refundRequested,
  refundSucceeded,
  release,
  unallocatedCapture,
} from '../../shared/ledger/postings.ts';

const meanings: Record<AccountCode, string> = {
  'provider-clearing': 'Money of ours that a payment provider holds. Its statement is reconciled with this account',
  'buyer-funds': 'Paid by a buyer and earned by nobody yet: held until the order is completed',
  'unallocated-funds':
    'Arrived and pays for no order: too late, twice, of a wrong amount, or under a reference that is not ours',
  'refunds-in-flight': 'Refunds that the provider was asked for and has not confirmed',
  'refunds-failed':
    'Refunds that the provider could not make: owed to the buyer, and to nobody else, until a person decides',
  'settled-elsewhere':
    "Given to buyers by another way, outside of these books: what the provider holds of it is the platform's own",
  'buyer-receivable':
    'Given back to a buyer twice, since a refund succeeded after it had failed: claimed until one comes back, it is paid back, or the platform bears it',
  'merchant-pending': 'Earned, and held for the after-sales window',
  'merchant-released': 'Earned, and can be paid out',
  'merchant-receivable':
    'Paid to a merchant twice, since a payout was paid after it had been replaced: claimed until one comes back, it is paid back, or the platform bears it',
  'merchant-debt':
    'Owed by a merchant of sales that were given back after a statement had settled them: the next statements take it off, or the platform bears it by the decision of two people',
  'payouts-in-flight': 'Payouts that the provider was asked for and has not confirmed',
  'written-off':
    'Paid to a merchant or given to a buyer twice, or owed by a merchant, and not got back: the platform bears it',
  'commission': 'Earned by the platform',
  'provider-fees': 'Kept by payment providers: what their statements say, booked line by line',
  'freight': 'Paid by buyers for freight; passes through to whoever carries the goods',
};

/** Kinds of business that come later, and the accounts that they will add to the chart. */
const later: readonly (readonly [what: string, account: string, nature: string, posting: string])[] = [
  [
    "Provider's fees, charged on",
    '`provider-fees`',
    'exists',
    'a part of the fee that a merchant bears: debit `merchant-pending`, credit `provider-fees`',
  ],
  [
    "VAT on the platform's fees",
    '`vat-payable`',
    'liability',
    'at `earn`, beside `commission`: debit `merchant-pending`, credit `vat-payable`; paid to the tax office out of `bank`',
  ],
  [
    'Rolling reserve',
    '`merchant-reserve:<merchant>`',
    'liability, guarded',
    'at `release` a share goes there instead of to `merchant-released`, and later from there',
  ],
  [
    'Deposits',
    '`merchant-deposit:<merchant>`',
    'liability, guarded',
    'paid in: debit `provider-clearing`; a fine or a set-off: debit the deposit',
  ],
  [
    'Chargebacks',
    '`chargebacks-in-dispute`',
    'asset',
    'opened: debit here, credit `provider-clearing`; won: reversed; lost: charged to the merchant like a refund',
  ],
  [
    'Cash on delivery',
    '`carrier-receivable:<carrier>`',
    'asset',
    'delivered and collected: debit here, credit `buyer-funds`; remitted by the carrier: debit `bank`, credit here',
  ],
  [
    'A bank account of our own',
    '`bank`',
    'asset',
    'what providers and carriers remit: debit `bank`, credit `provider-clearing`',
  ],

  [
    'Freight by the platform',
    '`freight`',
    'exists',
    "at `earn` the freight stays there, and the carrier's invoice takes it",
  ],
  [
    "Discounts at the platform's cost",
    '`promotion-cost`',
    'expense',
    'at capture: debit here, credit `buyer-funds` for the part that the buyer does not pay',
  ],
];

const at = instant(0);
const order = { orderId: 'ord_A' as Id<'order'>, merchantId: 'mer_M' as MerchantId };
const provider = 'sandbox';
const brl = (amount: number): Money => money(amount, 'BRL');

/**
 * R$ 58.90 and R$ 20.00 of goods at 10 % and 8 %, R$ 13.29 of freight; R$ 9.22 is refunded before the order is
 * completed.
 */
const exampleOrder = (): readonly (readonly [what: string, entry: Entry])[] => {
  const lines = [
    { items: brl(5890), freight: brl(1329), commissionRate: 1000 },
    { items: brl(2000), freight: brl(0), commissionRate: 800 },
  ];
  const refunded = brl(922);
  const earning = netOfRefund(lines, refunded);
  const share = brl(earning.items.amount + earning.freight.amount - earning.commission.amount);
  const refund = {
    refundId: 'rfd_R' as Id<'refund'>,
    from: `buyer-funds:${order.orderId}` as Account,
    amount: refunded,
    provider,
    orderId: order.orderId,
  };
  const payout = { payoutId: 'pot_P' as Id<'payout'>, merchantId: order.merchantId, amount: share, provider };
  return [
    [
      'The provider has captured R$ 92.19',
      capture({ provider, providerId: 'p1', reference: 'pay_1-1' }, { orderId: order.orderId, amount: brl(9219) }, at),
    ],
    ['Finance refunds R$ 9.22', refundRequested(refund, at)],
    ['The buyer has it', refundSucceeded(refund, at)],
    ['The order is completed', earn(order, earning, at)],
    ['The after-sales window is over', release(order, share, at)],
    ['The payout is requested', payoutRequested(payout, at)],
    ['The merchant has it', payoutPaid(payout, at)],
  ];
};

const latePayment = (): readonly (readonly [what: string, entry: Entry])[] => {
  const refund = {
    refundId: 'rfd_L' as Id<'refund'>,
    from: 'unallocated-funds:p2' as Account,
    amount: brl(5000),
    provider,
  };
  return [
    [
      'R$ 50.00 arrive for an order that has expired',
      unallocatedCapture({ provider, providerId: 'p2', reference: 'pay_2-1' }, brl(5000), at),
    ],
    ['They go back by themselves', refundRequested(refund, at)],
    ['The buyer has them', refundSucceeded(refund, at)],
  ];
};

const digits = minorDigits.BRL;
const figure = (amount: number): string => (amount === 0 ? '' : (amount / 10 ** digits).toFixed(digits));

const journal = (story: readonly (readonly [string, Entry])[]): string =>
  [
    '| | Entry | Account | Debit | Credit |',
    '|---|---|---|--:|--:|',
    ...story.flatMap(([what, { id, postings }]) =>
      postings.filter(({ amount }) => amount.amount !== 0).map(({ account, amount: { amount } }, i) =>
        `| ${i === 0 ? what : ''} | ${i === 0 ? `\`${id}\`` : ''} | \`${account}\` | ${figure(Math.max(amount, 0))} | ${
          figure(Math.max(-amount, 0))
        } |`
      )
    ),
  ].join('\n');

const balances = (story: readonly (readonly [string, Entry])[]): string => {
  const sums = Map.groupBy(story.flatMap(([, { postings }]) => postings), ({ account }) => codeOf(account));
  const rows = [...sums].map(([code, postings]) =>
    [code, postings.reduce((sum, { amount }) => sum + amount.amount, 0)] as const
  );
  return [
    '| Account | Balance |',
    '|---|--:|',
    ...rows.map(([code, sum]) => `| \`${code}\` | ${(sum / 10 ** digits).toFixed(digits)} |`),
    `| sum | ${(rows.reduce((total, [, sum]) => total + sum, 0) / 10 ** digits).toFixed(digits)} |`,
  ].join('\n');
};

/** The chart of accounts, with an example order posted line by line by the rules themselves. */
export const chartOfAccounts = (): string =>
  `# Chart of accounts

Generated from \`shared/ledger/accounts.ts\` and \`shared/ledger/postings.ts\` by \`npm run generate\`.

Every move of money is one entry: written once, never changed, with postings that sum to zero in each currency. Amounts are whole
minor units; **a debit is positive, a credit negative**. What we own grows by debits, what we owe and what we have earned by credits. So all
accounts together are zero at every moment, and the trial balance says so.

| Account | One for each | Nature | What it holds |
|---|---|---|---|
${
    Object.entries(chart).map(([code, { per, nature, guarded }]) =>
      `| \`${code}\` | ${per ?? ''} | ${nature}${guarded ? ', guarded' : ''} | ${meanings[code as AccountCode]} |`
    ).join('\n')
  }

A *guarded* account keeps a running balance in an item of its own, moved in the transaction of the entry under the condition that it never
holds less than nothing. So the table itself refuses to refund, release or pay out money that is not there, or to take off more than is owed, whatever the code believes. Accounts
that many entries touch (\`commission\`, \`provider-clearing\`, \u2026) keep none: no item is hot. Their balances are the closed days' totals plus
the entries since.

An entry's id says what it posts (\`earn:ord_\u2026\`), and it is written only where none stands: nothing can be posted twice. Entries are
listed by time, by order and by merchant. A day's totals are written once, an hour after its end; the books are corrected by
another entry, never by a change.

## An order, line by line

R$ 58.90 and R$ 20.00 of goods at 10 % and 8 % of commission, and R$ 13.29 of freight. R$ 9.22 are refunded before the order is completed: spread
over goods and freight in proportion, with the commission on what is left at the rate of the sale.

${journal(exampleOrder())}

Afterwards the provider holds what the platform has earned, and nothing else is left:

${balances(exampleOrder())}

## A payment that came too late

${journal(latePayment())}

A second payment for the same order is posted likewise. A payment of a wrong amount, or under a reference that is not ours, stays in
\`unallocated-funds\` until a person decides: it goes back to where it came from, pays for a payment that waits for it (debit \`unallocated-funds\`, credit
\`buyer-funds\` of each order; what is over goes back), or was given back elsewhere (\`settled-elsewhere\`).

## What will come, and where it fits

Nothing of this is declared before it is needed; none of it changes an account or a rule above.

| Business | Account | Nature | Postings |
|---|---|---|---|
${later.map((row) => `| ${row.join(' | ')} |`).join('\n')}
`;
