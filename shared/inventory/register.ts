import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    transfer: 'trf',
    warehouse: 'whs',
  },
  problems: {
    'out-of-stock': { status: 409, title: 'There is not enough stock' },
    'warehouse-short': { status: 409, title: 'There are not so many free units in this warehouse' },
    'too-many-warehouses': { status: 409, title: 'The shop has as many warehouses as it can' },
  },
  items: {
    'STOCK#*': [
      '`STOCK`, `EVENT#<version>.<place>`',
      'The units of a SKU that can be bought, and those that orders have taken; when a count made it available or sold out',
    ],
    'STOCK-SHIPPED#*': ['`SHIPPED`', 'The units of a SKU that have been shipped'],
    'STOCK-BOOK#*': ['`<at>#<kind>#<reason>`', "Every movement of a SKU's counters"],
    'WAREHOUSES#*': [stateAndFacts, 'The warehouses that a shop has said something of'],
    'PLACEMENT#*': [stateAndFacts, 'How many units of a SKU are in each warehouse, by state; once it is needed'],
    'ALLOCATION#*': [stateAndFacts, 'From which warehouses the goods of an order are sent, and why'],
    'TRANSFER#*': [stateAndFacts, 'Goods on their way from one warehouse of a shop to another'],
  },
  lists: {
    'STOCK-OF#*': ['SKU', "A shop's SKUs that have stock"],
    'TRANSFERS-OF#*': ['dispatched at', "A shop's transfers"],
  },
};
