import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    rulebookProposal: 'rbp',
  },
  problems: {
    'rulebook-changed': { status: 409, title: 'The rulebook has changed since; look at it again' },
    'begins-too-early': { status: 422, title: 'It cannot begin that early' },
    'second-person-needed': { status: 403, title: 'Somebody else has to approve this' },
  },
  items: {
    'RULEBOOK-PROPOSAL#*': [stateAndFacts, 'Another value that somebody proposes for a rulebook'],
  },
};
