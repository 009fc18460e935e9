import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    earmark: 'emk',
    site: 'sit',
    stockTake: 'stk',
    transfer: 'trf',
    warehouse: 'whs',
  },
  problems: {
    'out-of-stock': { status: 409, title: 'There is not enough stock' },
    'warehouse-short': { status: 409, title: 'There are not so many free units in this warehouse' },
    'too-many-sites': { status: 409, title: 'The shop compares as many sites as it can' },
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
    'STOCK-TAKE#*': [stateAndFacts, 'A count of some SKUs in one warehouse'],
    'STOCK-FAULTS#*': [stateAndFacts, 'What of the stock of a shop did not agree when it was checked'],
    'COUNT-CALENDAR#*': [stateAndFacts, 'When a warehouse was last counted, and when its shop is reminded'],
    'STOCK-THRESHOLD#*': [stateAndFacts, 'From when on a SKU has too few units or too many, and whether it has'],
    'WAREHOUSE-SITES#*': [stateAndFacts, 'Places that a shop compares as sites of a warehouse'],
    'EARMARK#*': [stateAndFacts, 'Units that a shop has set aside for a campaign, until when'],
    'STOCK-HISTORY#*': [stateAndFacts, 'What of a SKU was sold and lay there, day by day; for how long it has lain'],
    'REPLENISHMENT#*': [stateAndFacts, 'How a SKU is replenished, and what its shop is advised to order'],
    'WAREHOUSE-USE#*': ['`<date>`', 'How many units lay in each warehouse of a shop on a day'],
    'TRANSFER#*': [stateAndFacts, 'Goods on their way from one warehouse of a shop to another'],
  },
  lists: {
    'STOCK-OF#*': ['SKU', "A shop's SKUs that have stock"],
    'STOCK-TAKES-OF#*': ['opened at', "A shop's stock-takes"],
    'WATCHED-STOCK#*': ['SKU', 'SKUs that have thresholds (spread)'],
    'STOCK-ALERTS-OF#*': ['since', "A shop's SKUs that have too few units or too many"],
    'STOCK-ALERTS#*': ['since', 'The SKUs of all shops that have too few units, or too many'],
    'EARMARKS-OF#*': ['set aside at', 'What a shop has set aside for campaigns'],
    'REPLENISHMENT-OF#*': ['since', 'The SKUs of which a shop is advised to order'],
    'TRANSFERS-OF#*': ['dispatched at', "A shop's transfers"],
  },
};
