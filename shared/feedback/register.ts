import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    feedback: 'fbk',
  },
  items: {
    'FEEDBACK#*': [stateAndFacts, 'What somebody had to say about a page; expires two years after it was closed'],
  },
};
