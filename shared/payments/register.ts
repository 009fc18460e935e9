import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    payment: 'pay',
    paymentException: 'pex',
    paymentMeans: 'pmn',
    paymentNotice: 'pnt',
    refund: 'rfd',
  },
  problems: {
    'too-many-unpaid': { status: 409, title: 'Pay or cancel some of your unpaid orders first' },
    'too-many-payment-attempts': { status: 409, title: 'This payment has been tried too often; order anew' },
    'too-many-declined': {
      status: 409,
      title: 'Too many of your attempts to pay were declined today; try again tomorrow',
    },
    'method-unavailable': { status: 422, title: 'This payment method is not available for this order' },
    'refund-too-large': { status: 422, title: 'Refunds cannot exceed what was paid' },
  },
  settings: {
    PAYMENT_PROVIDER_URL: 'plain',
    PAYMENT_PROVIDER_KEY: 'secret',
    PAYMENT_PAYEE: 'plain',
    PAYMENT_WEBHOOK_SECRET: 'secret',
  },
  items: {
    'PAYMENT#*': [stateAndFacts, 'A payment of one checkout, with the share of each order'],
    'KEPT-MEANS#*': ['`STATE`', "What a buyer has paid by and wants to pay by again: the provider's tokens"],
    'CAPTURE#*': ['`CAPTURE`', 'Under which reference a capture of a provider is in the books: one, for good'],
    'REFUND#*': [stateAndFacts, 'Money on its way back to a buyer'],
    'PAYMENT-EXCEPTION#*': [stateAndFacts, 'Something about money that a person decides'],
    'PAYMENT-NOTICE#*': ['`EVENT#…`', 'A notice of the payment provider, kept before it is acted upon'],
    'UNREAD-PAYMENT-NOTICE#*': [stateAndFacts, 'A notice of the payment provider that nobody here understands'],
    'PAYMENT-NOTICE-PILE#*': [
      stateAndFacts,
      'How many of these a provider has sent, and how many of them a person has seen to',
    ],
    'DECLINED-PAYMENTS#*': ['date', "How many of a buyer's attempts to pay were declined on a UTC day"],
    'ALLOWANCE#unpaid-payments#*': ['`OPEN`', 'How many payments of a buyer are unpaid and hold stock'],
  },
  lists: {
    'BUYER-PAYMENTS#*': ['payment', "A buyer's payments"],
    'WAITING-PAYMENTS#*': ['since', 'Payments that wait for the provider (spread)'],
    'WAITING-REFUNDS#*': ['requested at', 'Refunds that wait for the provider (spread)'],
    'UNREAD-PAYMENT-NOTICES#*': ['received at', 'What a payment provider has signed and nobody here understands'],
    'PAYMENT-REFUNDS#*': ['refund', 'The refunds of a payment'],
  },
};
