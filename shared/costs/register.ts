import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    cost: 'cst',
  },
  items: {
    'COST#*': [stateAndFacts, "A cost of a shop's logistics, as it was entered"],
    'COST-SUMS#*': ['`<month>`, `<month>#<kind, carrier, lane>`', "What a shop's costs of a month come to"],
  },
  lists: {
    'COSTS-OF#*': ['day', 'The costs that a shop has entered'],
    'COSTS-IN#*': ['shop', 'The shops that have entered costs of a month'],
  },
};
