import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    announcement: 'anc',
  },
  items: {
    'ANNOUNCEMENT#*': [
      stateAndFacts,
      'Something that the platform says to many, and how far it has come through its audience',
    ],
  },
  lists: {
    'ANNOUNCEMENTS': ['drafted at', 'All announcements'],
  },
};
