import type { Register } from '../kernel/register.ts';

export const register: Register = {
  problems: {
    'out-of-stock': { status: 409, title: 'There is not enough stock' },
  },
  items: {
    'STOCK#*': [
      '`STOCK`, `EVENT#<version>.<place>`',
      'The units of a SKU that can be bought, and those that orders have taken; when a count made it available or sold out',
    ],
    'STOCK-SHIPPED#*': ['`SHIPPED`', 'The units of a SKU that have been shipped'],
    'STOCK-BOOK#*': ['`<at>#<kind>#<reason>`', "Every movement of a SKU's counters"],
  },
  lists: {
    'STOCK-OF#*': ['SKU', "A shop's SKUs that have stock"],
  },
};
