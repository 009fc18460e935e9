import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  problems: {
    'colleague-unfit': { status: 422, title: 'This colleague does not work at this desk' },
  },
  items: {
    'DESK-COUNT#*': [stateAndFacts, 'What waited at the desks of a role on a day'],
  },
  lists: {
    'DESK-WAITING#*': ['to be settled by', 'What waits at a desk'],
    'DESK-SNOOZED#*': ['to be settled by', 'What is put off'],
    'DESK-HELD#*': ['holder, to be settled by', 'What somebody has taken'],
    'DESK-LATE#*': ['to be settled by', 'What a clock has run out for'],
    'DESK-SETTLED#*': [
      'settled at, since, to be settled by, by whom',
      'What was settled at a desk; its figures are counted from the keys',
    ],
  },
};
