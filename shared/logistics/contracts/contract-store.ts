import type * as z from 'zod';
import { aggregate } from '../../kernel/store/aggregate.ts';
import type { CarrierName } from '../carriers/carrier.ts';
import { reviewWaits } from '../desk.ts';
import type { CarrierFile } from './contract.ts';
import { reviewView, type CarrierReview, type ReviewView } from './review.ts';
import type { CarrierStandings } from './selection.ts';

export const carrierFiles = aggregate<CarrierFile>({ name: 'carrier-file', prefix: 'CARRIER-FILE' });

/** One item for all carriers, since all of them are looked at when one is chosen. Its id is `all`. */
export const carrierStandings = aggregate<CarrierStandings>({ name: 'carrier-standings', prefix: 'CARRIER-STANDINGS' });

export const reviewsOf = (carrier: CarrierName): string => `CARRIER-REVIEWS#${carrier}`;

const reviews = aggregate<CarrierReview, z.input<typeof ReviewView>>({
  name: 'carrier-review',
  prefix: 'CARRIER-REVIEW',
  indexes: { gsi1: ({ carrier, month }) => [reviewsOf(carrier), month] },
  summary: reviewView,
  desks: [reviewWaits],
});
export const carrierReviews = {
  ...reviews,
  ofCarrier: reviews.list('carrier-review.of-carrier', 'gsi1', 'CARRIER-REVIEWS#*'),
};
