import * as z from 'zod';
import { rulebook, whole } from '../kernel/policy/rulebook.ts';
import { line } from '../kernel/values/text.ts';

const words = (most: number) => line(most).meta({ range: `at the most ${most} characters` });

/** Where buyers remit to. Each attempt keeps the account that was in force when it was opened: its buyer was told so. */
export const collectionAccount = rulebook(
  'collection-account',
  1,
  z.strictObject({
    holder: words(140).describe('Who holds the account that buyers remit to'),
    bank: words(140).describe('The bank of this account'),
    account: words(34).describe('The number of this account'),
  }),
  { holder: 'Jishi Marketplace', bank: 'Sandbox Bank', account: 'JISHI-COLLECTION-1' },
  {
    summary: 'The account of the platform that buyers are told to remit to.',
    propose: ['finance', 'admin'],
    approve: ['finance', 'admin'],
  },
);
export type CollectionAccount = typeof collectionAccount.byDefault;

/** How often a buyer may try to pay. What is refused goes by the present version. */
export const paymentAttempts = rulebook(
  'payment-attempts',
  1,
  z.strictObject({
    attempts: whole(1, 50).describe(
      'Attempts at one payment: each asks the provider, and a tester of stolen cards makes many',
    ),
  }),
  { attempts: 10 },
  {
    summary: 'How often one payment may be tried.',
    propose: ['operator', 'finance', 'admin'],
    approve: ['finance', 'admin'],
  },
);
export type PaymentAttempts = typeof paymentAttempts.byDefault;

/** How many attempts of one buyer may be declined in a day, whatever he orders. What is refused goes by the present version. */
export const declinedAttempts = rulebook(
  'declined-attempts',
  1,
  z.strictObject({
    mostADay: whole(1, 200).describe(
      'Attempts of one buyer that may be declined on a UTC day: a tester of stolen cards orders anew where one payment may not be tried again',
    ),
  }),
  { mostADay: 20 },
  {
    summary: 'How often a buyer may be declined in a day before the next attempt waits for tomorrow.',
    propose: ['operator', 'finance', 'admin'],
    approve: ['finance', 'admin'],
  },
);
export type DeclinedAttempts = typeof declinedAttempts.byDefault;

/** How many checkouts a buyer may leave unpaid at once: each holds stock until it is paid, cancelled or expired. */
export const unpaidCheckouts = rulebook(
  'unpaid-checkouts',
  1,
  z.strictObject({
    mostOpen: whole(1, 100).describe('Checkouts of one buyer that may wait for their payment, and hold stock, at once'),
  }),
  { mostOpen: 10 },
  {
    summary: 'How many unpaid checkouts one buyer may have.',
    propose: ['operator', 'admin'],
    approve: ['operator', 'admin'],
  },
);
