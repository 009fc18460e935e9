/** The states of everything that waits for somebody, beside orders and payments, which have pages of their own. */
import { steps as returnSteps } from '../../shared/after-sales/return.ts';
import { steps as listingSteps } from '../../shared/catalogue/listing.ts';
import { revisionSteps } from '../../shared/catalogue/revisions/revision.ts';
import { announcementSteps } from '../../shared/announcements/announcement.ts';
import { diagramOf, type Steps } from '../../shared/kernel/store/change.ts';
import { feedbackSteps } from '../../shared/feedback/feedback.ts';
import { invoiceSteps } from '../../shared/invoices/invoice.ts';
import { requestSteps } from '../../shared/invoices/request.ts';
import { quoteSteps } from '../../shared/logistics/freight-quote.ts';
import { correctionSteps } from '../../shared/ledger/correction.ts';
import { shipmentSteps } from '../../shared/logistics/shipment.ts';
import { applicationSteps } from '../../shared/merchants/application.ts';
import { merchantSteps } from '../../shared/merchants/merchant.ts';
import { proposalSteps } from '../../shared/rulebooks/proposal.ts';
import { productionSteps } from '../../shared/ordering/production.ts';
import { debtSteps } from '../../shared/settlement/debts/debt.ts';
import { earningSteps } from '../../shared/settlement/earning.ts';
import { payoutSteps } from '../../shared/settlement/payouts/payout.ts';

const machines: readonly (readonly [title: string, file: string, steps: Steps<string>, words: string])[] = [
  [
    'An application',
    'shared/merchants/application.ts',
    applicationSteps,
    'A merchant applies, reviewers judge item by item. Only what did not pass is supplied again; who does not answer is rejected.',
  ],
  ['A shop', 'shared/merchants/merchant.ts', merchantSteps, 'Only an active shop sells.'],
  [
    'A return',
    'shared/after-sales/return.ts',
    returnSteps,
    'A shop that is silent is asked after by the platform after a day, and has agreed after three; goods that it does not inspect in time are accepted; a refusal can be disputed.',
  ],
  [
    'A listing',
    'shared/catalogue/listing.ts',
    listingSteps,
    'What is on sale has been reviewed. To change more than its price, it is revised.',
  ],
  [
    'The revision of a listing',
    'shared/catalogue/revisions/revision.ts',
    revisionSteps,
    'What is on sale stays as it was approved, until what it is to become is.',
  ],
  [
    'A shipment',
    'shared/logistics/shipment.ts',
    shipmentSteps,
    'Carriers report late, twice and out of order: a report leads from every earlier state to its own, and none leads back.',
  ],
  [
    'What is made to order',
    'shared/ordering/production.ts',
    productionSteps,
    'Each line of an accepted order that is made; its shop moves it, its buyer sees it.',
  ],
  [
    'A freight quote',
    'shared/logistics/freight-quote.ts',
    quoteSteps,
    'A shop that does not answer in time is waited for no longer; an answer is good for one order, until it expires.',
  ],
  [
    "A merchant's earning",
    'shared/settlement/earning.ts',
    earningSteps,
    'A completed order is earned and held for the after-sales window, then released, then claimed by exactly one statement.',
  ],
  [
    'A debt of a shop',
    'shared/settlement/debts/debt.ts',
    debtSteps,
    'What was given back of a sale after a statement had settled it. The next statements take it off, the oldest first; the platform bears what is left when two people say so.',
  ],
  [
    'A request for an invoice',
    'shared/invoices/request.ts',
    requestSteps,
    'It waits with its order until that is completed. A shop that issues invoices itself is asked after by the platform, and then it is issued by itself; what was refused, its buyer corrects.',
  ],
  [
    'An invoice or credit note',
    'shared/invoices/invoice.ts',
    invoiceSteps,
    'What it says is settled when it is drawn up. Its number follows, without a gap, and then its file.',
  ],
  [
    'A correction of the books',
    'shared/ledger/correction.ts',
    correctionSteps,
    'One person proposes an entry by hand, another one decides; after seven days nobody can any more.',
  ],
  [
    'A payout',
    'shared/settlement/payouts/payout.ts',
    payoutSteps,
    'Requested under one reference for good: an outcome that nobody knows is asked about, never requested anew.',
  ],
  [
    'An announcement',
    'shared/announcements/announcement.ts',
    announcementSteps,
    'Sent a share at a time, by the pace of its rulebook: each share sets the deadline of the next. Whoever has written it can take it back at any time, from the inboxes as well.',
  ],
  ['A feedback', 'shared/feedback/feedback.ts', feedbackSteps, 'Support sees to it, within the clock of its desk.'],
  [
    'A proposal for a rulebook',
    'shared/rulebooks/proposal.ts',
    proposalSteps,
    'A second person approves or refuses it. After two weeks, or when it can no longer begin at its time, it lapses.',
  ],
];

export const lives = (): string =>
  `# Lives

Generated from the steps in \`shared/\` by \`npm run generate\`: the rule, the write's condition and these pictures read the same data.
Orders have [a page of their own](order-life.md), payments and refunds [another](money-life.md).
${
    machines.map(([title, file, steps, words]) => `
## ${title}

\`${file}\`: ${words}

\`\`\`mermaid
${diagramOf(steps)}
\`\`\`
`).join('')
  }`;
