import * as z from 'zod';
import { lasting, rulebook } from '../kernel/policy/rulebook.ts';
import { Currency } from '../kernel/values/money.ts';
import { BasisPoints } from '../kernel/values/rate.ts';
import { line, title } from '../kernel/values/text.ts';

/** Until when an invoice can be asked for, and how long everybody may take. A request goes by the version it began with. */
export const invoiceTerms = rulebook(
  'invoice-terms',
  1,
  z.strictObject({
    within: lasting('P1D', 'P1000D').describe('How long after completion a buyer can ask for an invoice'),
    issueAfter: lasting('PT0M', 'P30D').describe('How long after completion an invoice is issued by itself'),
    shopIssuesWithin: lasting('PT1H', 'P30D').describe('How long a shop that issues invoices itself may take'),
    platformLooksWithin: lasting('PT1H', 'P30D').describe(
      'How long the platform may look at what a shop has not issued; then it is issued by itself',
    ),
    correctWithin: lasting('P1D', 'P180D').describe('How long a buyer may take to correct what was refused'),
    taxRates: z.array(z.strictObject({ currency: Currency, rate: BasisPoints })).max(50).describe(
      'The tax that is in prices, by currency, of shops that have not said theirs; none where nothing stands here',
    ),
  }),
  {
    within: 'P90D',
    issueAfter: 'P1D',
    shopIssuesWithin: 'P7D',
    platformLooksWithin: 'P7D',
    correctWithin: 'P30D',
    taxRates: [{ currency: 'CNY', rate: 1300 }],
  },
  {
    summary: 'Until when buyers can ask for an invoice, who issues it by when, and the tax that is in prices.',
    propose: ['finance', 'admin'],
    approve: ['finance', 'admin'],
  },
);
export type InvoiceTerms = typeof invoiceTerms.byDefault;

/** What the platform's invoices to shops say of it. */
export const platformInvoices = rulebook(
  'platform-invoices',
  1,
  z.strictObject({
    name: title(200).describe('As whom the platform trades'),
    taxNumber: line(32).or(z.literal('')).describe('Its tax number; empty where it has none'),
    rate: BasisPoints.describe('The tax that is in its commission'),
  }),
  { name: 'Jishi', taxNumber: '', rate: 0 },
  {
    summary: "What the platform's monthly invoices to shops say of the platform.",
    propose: ['finance', 'admin'],
    approve: ['finance', 'admin'],
  },
);
export type PlatformInvoices = typeof platformInvoices.byDefault;
