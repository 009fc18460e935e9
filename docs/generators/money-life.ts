import { diagramOf } from '../../shared/kernel/store/change.ts';
import { steps } from '../../shared/payments/payment.ts';
import { noticeAge, patience } from '../../shared/payments/policy.ts';
import { refundSteps } from '../../shared/payments/refunds/refund.ts';

const minutes = (wait: number): string => `${wait / 60_000} minutes`;

/** The life of a payment and of a refund, and who brings each on its way. */
export const moneyLife = (): string =>
  `# The life of a buyer's money

Generated from the steps in \`shared/payments/\` by \`npm run generate\`. What is posted at each step is in
[chart-of-accounts.md](chart-of-accounts.md).

## A payment

\`\`\`mermaid
${diagramOf(steps)}
\`\`\`

| State | Who is awaited | What if nobody comes |
|---|---|---|
| created | the job \`payments/request-payment\` | after ${
    minutes(patience)
  } the poller has it requested again: its reference is looked up first |
| pending | the buyer, then the provider's notice | after ${
    minutes(patience)
  } the poller asks the provider, then ever more seldom: again after a quarter of the time that it has waited |
| declined | the buyer, who may try again | the order's deadline expires it |
| expired | nobody: \`payments/withdraw-payment\` takes it back from the provider | money that arrives all the same is booked and refunded by itself |
| captured | nobody | a second capture is booked and refunded by itself |

A notice counts when its signature is right and not older than ${
    minutes(noticeAge)
  }. It is kept, answered with 202, and acted upon by a job. Whether the answer to
our request, a notice or the poller brings a word, how often and in which order, makes no difference: a capture counts once, by the provider's id.
A notice that is lost after a payment has ended shows in the next day's reconciliation, which has the payment looked up.
An amount, a currency or a reference that does not fit never pays: it is kept in \`unallocated-funds\`, and a person decides.

## A refund

\`\`\`mermaid
${diagramOf(refundSteps)}
\`\`\`

What is back, on its way and owed never exceed what was paid: counted on the payment, per order and per capture, and guarded by the ledger's
balances in the same transaction. A refund that fails lands on the desk \`payment-exceptions\` ([desks](desks.md)); its amount is owed to the buyer
(\`owed\` of the payment, \`refunds-failed\` in the ledger) until a person decides. Meanwhile no merchant earns it when the order is
completed, and no other refund takes it. The decision is \`refund\` (ask the provider again) or \`dismiss\` (the buyer has got it by another way,
which counts as given back; what the provider holds of it is the platform's own, in \`settled-elsewhere\`), before and after the order is completed.
A refund that fails after it had succeeded is owed likewise. One that succeeds after it had failed is what was owed, and nothing is left to decide;
when a person had it given another time by then, it is claimed of the buyer (\`buyer-receivable\`). See [late words](decisions/late-words.md).
`;
