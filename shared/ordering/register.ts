import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    cartLine: 'cln',
    checkout: 'chk',
    order: 'ord',
    orderLine: 'oln',
  },
  problems: {
    'cart-empty': { status: 422, title: 'The cart is empty' },
    'cart-too-large': { status: 422, title: 'The cart has more lines than one order can hold' },
    'offer-gone': { status: 409, title: 'Something in the cart is not on sale any more' },
    'total-changed': { status: 409, title: 'The total has changed since the preview; look at it again' },
    'change-costs-more': {
      status: 409,
      title: 'The order would cost more than what was paid; order the rest by itself',
    },
    'production-begun': { status: 409, title: 'The shop has begun to make it; ask the shop' },
    'exchange-uneven': {
      status: 409,
      title: 'Only what is on sale at the price that was paid is sent in its place; return it and order the other',
    },
    'address-missing': { status: 422, title: 'There is no such delivery address' },
  },
  items: {
    'OVERDUE#*': ['`<date>#<shard>`', 'How many orders of a shop were found overdue on a day'],
    'ORDER-STAGES#*': [
      '`<date>`',
      'How long the orders that ended on a day took from stage to stage, and where they were lost',
    ],
    'CART#*': ['`STATE`', "A buyer's cart"],
    'ORDER-RULES#*': [stateAndFacts, 'Which orders of a shop are processed without its people'],
    'ORDER#*': [stateAndFacts, 'An order: lines with prices and rates frozen at the sale, address'],
  },
  lists: {
    'OVERDUE-ON#*': ['shop', 'The shops with orders that were found overdue on a day'],
    'BUYER-ORDERS#*': ['placed at', "A buyer's orders"],
    'MERCHANT-PRODUCTION#*': ['leaves by', "What of a shop's orders is still to be made"],
    'MERCHANT-ORDERS#*': ['placed at', "A shop's orders in one state"],
  },
};
