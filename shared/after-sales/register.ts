import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: { return: 'rma' },
  problems: {
    'return-window-over': { status: 409, title: 'The time in which this can be returned is over' },
    'evidence-missing': { status: 422, title: 'What is not accepted has to be shown by a picture' },
    'return-too-many': { status: 409, title: 'Fewer units of it are left to be returned' },
  },
  items: {
    'RETURN-RECORD#*': ['`STATE`', 'How a buyer asks for returns: when, and when one was decided against him'],
    'RETURN-FIGURES#*': ['`<date>`', 'What returns of a shop, or of all, came to on a day, by category and reason'],
    'RETURN#*': [stateAndFacts, 'Units of an order that their buyer wants money back for'],
  },
  lists: {
    'MERCHANT-RETURNS#*': ['requested at', "A shop's returns in one state"],
    'ORDER-RETURNS#*': ['requested at', 'The returns of an order'],
  },
};
