// Made by `npm run generate` from the schemas of the rulebooks.
import type { Fields } from './described.ts';

export const rulebookFields: Readonly<Record<string, Fields>> = {
  'announcement-pace': {
    'perMinute': {
      'kind': 'count',
      'least': 1,
      'most': 60000,
      'note':
        'People that an announcement tells in a minute; together below what SES and the text message service take',
    },
  },
  'application-times': {
    'supplyWithin': {
      'kind': 'duration',
      'least': 'P1D',
      'most': 'P180D',
      'note': 'How long a shop has to answer when supplements are asked for; then the application is rejected',
    },
  },
  'applications-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'carrier-notices-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'collection-account': {
    'holder': { 'kind': 'text', 'least': 1, 'most': 140, 'note': 'Who holds the account that buyers remit to' },
    'bank': { 'kind': 'text', 'least': 1, 'most': 140, 'note': 'The bank of this account' },
    'account': { 'kind': 'text', 'least': 1, 'most': 34, 'note': 'The number of this account' },
  },
  'correction-times': {
    'decideWithin': {
      'kind': 'duration',
      'least': 'PT1H',
      'most': 'P30D',
      'note': 'How long a proposed correction waits for a second person; then it lapses',
    },
  },
  'corrections-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'declined-attempts': {
    'mostADay': {
      'kind': 'count',
      'least': 1,
      'most': 200,
      'note':
        'Attempts of one buyer that may be declined on a UTC day: a tester of stolen cards orders anew where one payment may not be tried again',
    },
  },
  'discrepancies-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'earning-release': {
    'releaseAfter': {
      'kind': 'duration',
      'least': 'PT0M',
      'most': 'P90D',
      'note': 'After-sales window: how long after receipt was confirmed what an order has earned is held',
    },
  },
  'feedback-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'freight-quote-times': {
    'answerWithin': {
      'kind': 'duration',
      'least': 'PT1H',
      'most': 'P30D',
      'note': 'How long a shop may take to answer; then the buyer waits no longer',
    },
    'validFor': {
      'kind': 'duration',
      'least': 'PT1H',
      'most': 'P90D',
      'note': 'How long an answered quote can be used',
    },
  },
  'held-payouts-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'late-payouts-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'late-refunds-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'listing-reviews-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'live-prices': {
    'lowest': {
      'kind': 'count',
      'least': 0,
      'most': 10000,
      'note': 'The lowest price on sale without another review, in basis points of the price that was reviewed',
    },
    'highest': {
      'kind': 'count',
      'least': 10000,
      'most': 100000,
      'note': 'The highest price on sale without another review, in basis points of the price that was reviewed',
    },
  },
  'open-freight-quotes': {
    'mostOpen': {
      'kind': 'count',
      'least': 1,
      'most': 100,
      'note': 'Freight quotes of one buyer that may wait for their shops at once',
    },
  },
  'order-times': {
    'payWithin': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P7D',
      'note': 'How long an unpaid checkout keeps its stock',
    },
    'flagUnacceptedAfter': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P7D',
      'note': 'How long after its payment an order may wait to be accepted before it is flagged',
    },
    'acceptWithin': {
      'kind': 'duration',
      'least': 'PT1H',
      'most': 'P14D',
      'note': 'How long after its payment a shop may take to accept an order at all; then it is cancelled and refunded',
    },
    'shippingGrace': {
      'kind': 'duration',
      'least': 'PT0M',
      'most': 'P14D',
      'note': 'How much later than its listings promise a shop may ship before the order is flagged',
    },
    'flagUndeliveredAfter': {
      'kind': 'duration',
      'least': 'P1D',
      'most': 'P90D',
      'note': 'How long a parcel may travel before its order is flagged',
    },
    'confirmReceiptAfter': {
      'kind': 'duration',
      'least': 'P1D',
      'most': 'P30D',
      'note': 'How long after delivery receipt confirms itself',
    },
    'confirmShopsWordAfter': {
      'kind': 'duration',
      'least': 'P1D',
      'most': 'P90D',
      'note':
        "The same where a shop delivers by itself and nobody but the shop says that it has: longer than a carrier's word is worth",
    },
  },
  'overdue-orders-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'payment-attempts': {
    'attempts': {
      'kind': 'count',
      'least': 1,
      'most': 50,
      'note': 'Attempts at one payment: each asks the provider, and a tester of stolen cards makes many',
    },
  },
  'payment-exceptions-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'payment-notices-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'payout-accounts': {
    'changeWindow': {
      'kind': 'duration',
      'least': 'P1D',
      'most': 'P30D',
      'note': 'How long after a shop has named another account nothing is paid',
    },
  },
  'payout-accounts-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'request-limits': {
    'readsOfAccount': {
      'kind': 'count',
      'least': 600,
      'most': 60000,
      'note': 'Requests that read, of one account in a minute',
    },
    'readsOfNetwork': {
      'kind': 'count',
      'least': 1200,
      'most': 1000000,
      'note': 'The same of one network, behind which thousands may be',
    },
    'commandsOfAccount': {
      'kind': 'count',
      'least': 300,
      'most': 60000,
      'note': 'Requests that change something, of one account in a minute',
    },
    'commandsOfNetwork': { 'kind': 'count', 'least': 600, 'most': 1000000, 'note': 'The same of one network' },
    'paidOfAccount': {
      'kind': 'count',
      'least': 10,
      'most': 100000,
      'note': 'Requests that cost money outside, of one account in an hour',
    },
    'paidOfNetwork': { 'kind': 'count', 'least': 20, 'most': 1000000, 'note': 'The same of one network' },
    'sentOfAccount': {
      'kind': 'count',
      'least': 5,
      'most': 1000,
      'note': 'Messages that one account may have sent to others in an hour',
    },
    'sentOfNetwork': {
      'kind': 'count',
      'least': 5,
      'most': 1000,
      'note': 'Codes that one network may have sent to anybody in an hour',
    },
    'sentOfNetworkInADay': { 'kind': 'count', 'least': 5, 'most': 10000, 'note': 'The same in a day' },
    'sentInADay': {
      'kind': 'count',
      'least': 100,
      'most': 10000000,
      'note': 'Codes that everybody together may have sent in a day: each text message is paid for',
    },
  },
  'rulebook-proposals-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'shipment-times': {
    'bookWithin': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P7D',
      'note': 'How long a shipment may wait to be booked with a carrier before a person looks at it',
    },
    'pickUpWithin': {
      'kind': 'duration',
      'least': 'PT1H',
      'most': 'P30D',
      'note': 'How long a booked shipment may wait to be picked up before a person looks at it',
    },
    'deliverWithin': {
      'kind': 'duration',
      'least': 'P1D',
      'most': 'P90D',
      'note': 'How long a parcel may travel before a person looks at it',
    },
    'askCarrierAfter': {
      'kind': 'duration',
      'least': 'PT1H',
      'most': 'P7D',
      'note': 'How long nothing may be heard of a booked shipment before its carrier is asked',
    },
  },
  'storefront-home': {
    'slides': {
      'kind': 'list',
      'of': {
        'kind': 'group',
        'of': {
          'title': { 'kind': 'local', 'most': 80 },
          'text': { 'kind': 'local', 'most': 200, 'optional': true },
          'to': { 'kind': 'text' },
          'picture': { 'kind': 'data', 'optional': true },
        },
      },
      'most': 8,
      'note': 'What the home page opens with, one after the other, at the most eight',
    },
    'popular': { 'kind': 'count', 'least': 0, 'most': 48, 'note': 'How many of the goods that sell best it lists' },
    'newest': { 'kind': 'count', 'least': 0, 'most': 48, 'note': 'How many of the newest goods it lists' },
  },
  'suspended-shops-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'troubled-shipments-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
  'unpaid-checkouts': {
    'mostOpen': {
      'kind': 'count',
      'least': 1,
      'most': 100,
      'note': 'Checkouts of one buyer that may wait for their payment, and hold stock, at once',
    },
  },
  'unpaid-payouts-clock': {
    'firstAnswer': {
      'kind': 'duration',
      'least': 'PT5M',
      'most': 'P30D',
      'note': 'How long something may wait for somebody to take it',
    },
    'resolution': {
      'kind': 'duration',
      'least': 'PT15M',
      'most': 'P90D',
      'note': 'How long something may wait to be settled',
    },
  },
};
