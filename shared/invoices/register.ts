import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: { invoice: 'inv', invoiceRequest: 'ivr', invoiceTitle: 'ivt' },
  problems: {
    'invoice-window-over': { status: 409, title: 'The time in which an invoice can be asked for is over' },
    'invoice-kind-not-offered': { status: 422, title: 'The shop does not issue this kind of invoice' },
    'invoice-not-ready': { status: 409, title: 'The invoice has no file yet; try again in a minute' },
  },
  items: {
    'INVOICE-REQUEST#*': [stateAndFacts, "A buyer's wish for an invoice of an order"],
    'INVOICE-TITLES#*': [stateAndFacts, 'To whom invoices of a buyer were made out'],
    'INVOICING#*': [stateAndFacts, 'What a shop has said of its invoices'],
    'INVOICE#*': [stateAndFacts, 'An invoice or credit note'],
    'INVOICED-MONTHS#*': [stateAndFacts, 'The last month of which the platform has asked for its invoices to shops'],
    'INVOICE-NUMBERS#*': [stateAndFacts, 'The last number that an issuer has given in a year'],
  },
  lists: {
    'MERCHANT-INVOICE-REQUESTS#*': ['requested at', 'Requests for invoices of a shop in one state'],
    'INVOICES-BY#*': ['drawn up at', 'The invoices and credit notes of an issuer'],
    'INVOICES-FOR#*': ['drawn up at', 'The invoices and credit notes that a buyer or a shop has got'],
    'UNNUMBERED-INVOICES#*': ['drawn up at', 'The invoices of an issuer that wait for their number'],
  },
};
