import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    searchLog: 'slg',
  },
  items: {
    'SEARCH-INDEX': ['`CURRENT`', 'Which index file searches begin with, and as of when it was built'],
    'SEARCH-CHANGES': [
      '`<as of>#<listing or shop>`',
      'What has become of a listing or a shop: searches follow it; expires after 14 days',
    ],
    'SEARCHES#*': [
      '`EVENT#<version>.<place>`',
      'What was searched for and opened, without saying by whom; expires after 90 days',
    ],
    'HABITS#*': [
      '`STATE`',
      "What a buyer's own purchases and favourites say of what he looks for, unless he has turned that off",
    ],
    'SEARCH-TERMS#*': [
      stateAndFacts,
      'What is searched for in a language, and what nothing is found for, fading day by day',
    ],
  },
};
