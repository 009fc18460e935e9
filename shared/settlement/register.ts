import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    debt: 'dbt',
    discrepancy: 'dis',
    payout: 'pot',
    statement: 'stm',
  },
  items: {
    'EARNING#*': [stateAndFacts, "A merchant's share of one completed order"],
    'DEBT#*': [stateAndFacts, 'What a shop owes of a sale that was given back after it was settled'],
    'STATEMENT#*': [stateAndFacts, "A merchant's settlement of one day"],
    'RECONCILING#*': [stateAndFacts, "Into how many parts the comparison of a provider's day is divided"],
    'RECONCILED-PART#*': [stateAndFacts, 'How one of these parts has come out'],
    'EXPORT-PART#*': [stateAndFacts, "One part of a day's export, and how far it is"],
    'PAYOUT#*': [stateAndFacts, 'Money on its way to a merchant'],
    'SETTLEMENT-RUN#*': [stateAndFacts, 'The settlement of a day'],
    'SETTLEMENT-RUN-MERCHANTS#*': ['`<part>`', "The merchants that a day's settlement is for, 5,000 an item"],
    'SETTLEMENT-PROGRESS#*': [stateAndFacts, 'Up to where days have been exported and reconciled'],
    'DISCREPANCY#*': [stateAndFacts, "Something on which the provider's statement and the ledger disagree"],
    'RECONCILIATION#*': [stateAndFacts, 'How the comparison of a day came out'],
  },
  lists: {
    'EARNINGS#*': ['held at', "A merchant's earnings"],
    'SETTLEABLE#*': ['merchant, released at', 'Earnings that the next settlement takes (spread)'],
    'DEBTS#*': ['since', 'Debts of shops, by state'],
    'DEBTS-OF#*': ['since', "A shop's debts"],
    'OPEN-DEBTS-OF#*': ['since', 'Debts that the next statement of a shop takes off'],
    'STATEMENTS#*': ['date', "A merchant's statements"],
    'STATEMENTS-ON#*': ['merchant', 'The statements of a day'],
    'PAYOUTS#*': ['requested at', 'Payouts by how they stand'],
    'PAYOUTS-OF#*': ['requested at', "A shop's payouts"],
    'WAITING-PAYOUTS#*': ['asked again at', 'Payouts that wait for the provider (spread)'],
    'SETTLEMENT-RUNS': ['date', 'All settlement runs'],
    'RECONCILIATIONS': ['date', 'All reconciliations'],
  },
};
