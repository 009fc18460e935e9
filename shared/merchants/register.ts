import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    document: 'doc',
  },
  problems: {
    'too-many-rates': { status: 422, title: 'As many commission rates as a shop may have are agreed with it' },
    'agreements-not-accepted': { status: 422, title: 'Accept the service agreement and the entry agreement first' },
    'agreement-outdated': { status: 409, title: 'There is a newer version of this agreement; read that one' },
    'application-incomplete': { status: 422, title: 'The application is not complete' },
    'document-missing': { status: 422, title: 'The document has not been uploaded' },
    'document-unfit': { status: 422, title: 'The document cannot be opened as what it is said to be' },
    'item-passed': { status: 409, title: 'This item has passed the review and cannot be changed' },
    'review-incomplete': { status: 409, title: 'The findings do not allow this decision' },
    'shop-exists': { status: 409, title: 'This account has a shop already' },
    'merchant-not-approved': { status: 403, title: 'Only an approved merchant can do that' },
    'payouts-held': { status: 409, title: 'The payouts of this shop are held' },
    'payout-account-missing': { status: 422, title: 'The shop has no verified payout account' },
  },
  items: {
    'MERCHANT#*': [stateAndFacts, 'A shop: state, company, store, payout account'],
    'APPLICATION#*': [stateAndFacts, "A shop's application: items, documents, findings"],
  },
  lists: {
    'SHOPS#*': ['state, shop', 'Every shop (spread)'],
  },
};
