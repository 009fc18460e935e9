import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    correction: 'cor',
  },
  problems: {
    'correction-unbalanced': { status: 422, title: 'The postings do not sum to zero in each currency' },
  },
  items: {
    'ENTRY#*': ['`ENTRY`', 'A ledger entry with its postings; its id says what it posts, so nothing is posted twice'],
    'BALANCE#*': [
      '`<currency>`',
      'What is owed on the guarded accounts of one owner, and what has moved on each UTC day since it was checked',
    ],
    'CORRECTION#*': [stateAndFacts, 'An entry by hand, which one person proposes and another one approves'],
    'CHECKED-BALANCE#*': [
      '`<currency>`',
      "What an owner's entries came to when they were last compared with his balance",
    ],
    'BALANCE-CHECK#*': [stateAndFacts, 'How far balances have been compared with entries, and what was off'],
    'LEDGER-DAYS': ['`<date>`', 'The totals of a closed day'],
    'LEDGER-SUMMED': ['`SUMMED`', 'What has been summed up of the days that are not closed yet'],
    'LEDGER-ALARM#*': ['`EVENT#…`', 'The books were found out of balance'],
  },
  lists: {
    'LEDGER#*': ['at', 'All entries (spread)'],
    'CORRECTIONS#*': ['proposed at', 'Corrections that were decided about, by state'],
    'OPEN-BALANCES#*': ['compared at', 'Owners who are owed something'],
    'LEDGER-ORDER#*': ['at', 'The entries of an order'],
    'LEDGER-MERCHANT#*': ['at', "The entries on a merchant's accounts"],
  },
};
