import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    address: 'adr',
    notice: 'ntc',
  },
  problems: {
    'credentials-wrong': { status: 401, title: 'The account or the password is wrong' },
    'code-wrong': { status: 422, title: 'This one-time code is wrong or has expired; ask for a new one' },
    'too-many-attempts': { status: 429, title: 'Too many attempts; wait a while' },
    'address-limit': { status: 422, title: 'The address book is full' },
  },
  items: {
    'ACCOUNT#*': [stateAndFacts, 'An account: status, roles, login, shop'],
    'KNOWN-NETWORK#*': [
      'network, `ASKED#…`',
      'A network from which the owner of a login has signed in, or set the password by a code, within 90 days; one from which a code was asked for within a day',
    ],
    'LOGIN-CLAIM#*': ['`LOGIN-CLAIM`', 'Claims an e-mail address or mobile number for one account'],
    'ACCOUNT-BOOK#*': [stateAndFacts, 'The address book of an account'],
  },
  lists: {
    'STAFF': ['account', 'Everybody who works for the platform'],
    'BUYERS#*': ['language, account', 'Everybody who buys (spread)'],
  },
};
