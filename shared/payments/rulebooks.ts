import * as z from 'zod';
import { rulebook } from '../kernel/rulebook.ts';
import { line } from '../kernel/text.ts';

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
