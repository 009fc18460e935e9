import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    carrierNotice: 'cnt',
    freightQuote: 'fqt',
    shipment: 'shp',
  },
  problems: {
    'quote-invalid': { status: 409, title: 'The freight quote is unanswered, used, expired or for something else' },
    'no-freight': { status: 422, title: 'The shop does not deliver there' },
    'too-many-quotes': { status: 409, title: 'Too many of your freight quotes wait for an answer' },
    'packing-wrong': { status: 422, title: 'What was scanned is not what belongs into the shipment' },
    'dispatch-missing': { status: 422, title: 'Say first where the parcels of the shop are picked up' },
  },
  settings: {
    CARRIER_SWIFT_URL: 'plain',
    CARRIER_SWIFT_KEY: 'secret',
    CARRIER_SWIFT_WEBHOOK_SECRET: 'secret',
    CARRIER_POSTAL_URL: 'plain',
    CARRIER_POSTAL_KEY: 'secret',
    CARRIER_POSTAL_WEBHOOK_SECRET: 'secret',
    CARRIER_EASYPOST_URL: 'plain',
    CARRIER_EASYPOST_KEY: 'secret',
    CARRIER_EASYPOST_WEBHOOK_SECRET: 'secret',
  },
  items: {
    'FREIGHT#*': [stateAndFacts, "A shop's freight template"],
    'FREIGHT-QUOTE#*': [stateAndFacts, 'A freight that a merchant quotes for one line'],
    'SHIPMENT#*': [stateAndFacts, 'A shipment: parcels, carrier, tracking'],
    'DISPATCH#*': [stateAndFacts, "Where a shop's parcels are picked up"],
    'CARRIER-NOTICE#*': [stateAndFacts, 'A notice of a carrier, kept before it is acted upon; expires after 180 days'],
    'NOTICE-PILE#*': [stateAndFacts, "How many of a carrier's notices nothing could be done with, for one reason"],
    'ALLOWANCE#open-quotes#*': ['`OPEN`', 'How many freight quotes of a buyer wait for an answer'],
  },
  lists: {
    'OPEN-QUOTES#*': ['requested at', 'Freight quotes that a shop has to answer'],
    'MERCHANT-SHIPMENTS#*': ['opened at', "A shop's shipments in one state"],
    'WAYBILL#*': ['shipment', 'The shipments of a carrier that tells by its own waybill alone, by that'],
    'QUIET-SHIPMENTS#*': ['asked again at', 'Shipments that a carrier owes news of (spread)'],
    'PILE-NOTICES#*': ['received at', "A carrier's notices that nothing could be done with, for one reason"],
  },
};
