import * as z from 'zod';
import { lasting, rulebook, whole } from '../kernel/policy/rulebook.ts';

/** How long buyer and shop wait for each other. A quote goes by the version in force when it was asked for. */
export const freightQuoteTimes = rulebook(
  'freight-quote-times',
  1,
  z.strictObject({
    answerWithin: lasting('PT1H', 'P30D').describe(
      'How long a shop may take to answer; then the buyer waits no longer',
    ),
    validFor: lasting('PT1H', 'P90D').describe('How long an answered quote can be used'),
  }),
  { answerWithin: 'P7D', validFor: 'P7D' },
  {
    summary: 'How long a freight quote waits for its shop, and is good for its buyer.',
    propose: ['operator', 'admin'],
    approve: ['operator', 'admin'],
  },
);
export type FreightQuoteTimes = typeof freightQuoteTimes.byDefault;

/** How long a shipment waits for its carrier. It keeps those that were in force when it was opened. */
export const shipmentTimes = rulebook(
  'shipment-times',
  1,
  z.strictObject({
    bookWithin: lasting('PT15M', 'P7D').describe(
      'How long a shipment may wait to be booked with a carrier before a person looks at it',
    ),
    pickUpWithin: lasting('PT1H', 'P30D').describe(
      'How long a booked shipment may wait to be picked up before a person looks at it',
    ),
    deliverWithin: lasting('P1D', 'P90D').describe('How long a parcel may travel before a person looks at it'),
    askCarrierAfter: lasting('PT1H', 'P7D').describe(
      'How long nothing may be heard of a booked shipment before its carrier is asked',
    ),
  }),
  { bookWithin: 'PT2H', pickUpWithin: 'P5D', deliverWithin: 'P20D', askCarrierAfter: 'PT12H' },
  {
    summary: 'How long a shipment waits for its carrier before anybody is asked.',
    propose: ['operator', 'admin'],
    approve: ['operator', 'admin'],
  },
);
export type ShipmentTimes = typeof shipmentTimes.byDefault;

/** How many quotes a buyer may wait for at once: each asks a person of a shop for an answer. */
export const openFreightQuotes = rulebook(
  'open-freight-quotes',
  1,
  z.strictObject({
    mostOpen: whole(1, 100).describe('Freight quotes of one buyer that may wait for their shops at once'),
  }),
  { mostOpen: 10 },
  {
    summary: 'How many freight quotes one buyer may wait for.',
    propose: ['operator', 'admin'],
    approve: ['operator', 'admin'],
  },
);

/** When a parcel on its way is taken for trouble though its carrier says nothing, and how long the carrier may take to answer. */
export const parcelTroubles = rulebook(
  'parcel-troubles',
  1,
  z.strictObject({
    silentAfter: lasting('P1D', 'P30D').describe(
      'How long nothing may be heard of a parcel on its way before somebody looks for it',
    ),
    delayedAfter: lasting('PT6H', 'P30D').describe(
      'How much later than planned a parcel may be before somebody looks for it',
    ),
    carrierAnswersWithin: lasting('PT4H', 'P30D').describe(
      'How long a carrier may take to say what has become of a parcel',
    ),
  }),
  { silentAfter: 'P5D', delayedAfter: 'P3D', carrierAnswersWithin: 'P3D' },
  {
    summary: 'When a parcel on its way is missed, and how long its carrier may take to answer.',
    propose: ['operator', 'admin'],
    approve: ['operator', 'admin'],
  },
);
export type ParcelTroubles = typeof parcelTroubles.byDefault;

/** What counts how much when a carrier is chosen for a parcel. A shop that prefers one has it all the same. */
export const carrierSelection = rulebook(
  'carrier-selection',
  1,
  z.strictObject({
    coverage: whole(0, 100).describe('Weight of having a contract for the country'),
    speed: whole(0, 100).describe('Weight of being fast'),
    quality: whole(0, 100).describe('Weight of being in time, careful and well spoken of'),
    price: whole(0, 100).describe('Weight of being cheap'),
    leastParcels: whole(1, 100_000).describe(
      'Parcels from which on what a carrier does counts, and not what it promised',
    ),
  }),
  { coverage: 25, speed: 25, quality: 25, price: 25, leastParcels: 20 },
  {
    summary: 'How a carrier is chosen where the shop prefers none: the weights of coverage, speed, quality and price.',
    propose: ['operator', 'admin'],
    approve: ['operator', 'admin'],
  },
);
export type CarrierSelection = typeof carrierSelection.byDefault;
