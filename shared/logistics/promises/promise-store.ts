import { Entity } from 'dynamodb-toolbox/entity';
import { PutTransaction } from 'dynamodb-toolbox/entity/actions/transactPut';
import { any, item, string } from 'dynamodb-toolbox/schema';
import type * as z from 'zod';
import { operation } from '../../kernel/doors/access.ts';
import { env } from '../../kernel/env.ts';
import { aggregate } from '../../kernel/store/aggregate.ts';
import { write, type Write } from '../../kernel/store/commit.ts';
import { monthCounts, type Counted } from '../../kernel/store/month-counts.ts';
import { listed, type Page, type PageRequest } from '../../kernel/store/page.ts';
import { table } from '../../kernel/store/table.ts';
import { calendarOf } from '../../kernel/values/calendar.ts';
import type { Instant } from '../../kernel/values/clock.ts';
import type { MerchantId } from '../../kernel/values/ids.ts';
import type { Bearer, Shipment } from '../shipment.ts';
import type { Counts } from './counts.ts';
import type { CarrierCounts } from './figures.ts';
import { lateView, standingOf, type LateShipment, type Standing } from './promise.ts';
import { ratingView, type DeliveryRating, type DeliveryRatingView } from './rating.ts';

const deliveries = monthCounts('DELIVERIES', { shop: 8, platform: 64 });

/** What carriers did in each month, counted in the transaction in which it happens. */
export const deliveryCounts = {
  /** Adds to the counts of a shipment's carrier: of its shop, and of all. */
  add: operation(
    'delivery-counts.add',
    [{ on: 'table', actions: ['UpdateItem'], keys: ['DELIVERIES#*'] }],
    (
      { id, merchantId, carrier = 'own' }: Pick<Shipment, 'id' | 'merchantId' | 'carrier'>,
      counts: Counts,
      now: Instant,
    ): Write[] => {
      const key = `${calendarOf(env('ZONE')).dateOf(now).slice(0, 7)}#${carrier}`;
      return Object.keys(counts).length > 0
        ? [deliveries.add(merchantId, key, id, counts), deliveries.add('platform', key, id, counts)]
        : [];
    },
  ),

  /** What was counted in a month, `2026-11`: to be added up. */
  ofMonth: operation(
    'delivery-counts.of-month',
    [{ on: 'table', actions: ['Query'], keys: ['DELIVERIES#*'] }],
    async (counted: Counted, month: string): Promise<CarrierCounts[]> =>
      (await deliveries.ofMonth(counted, month)).map(({ key, counts }) => ({
        carrier: key.slice(`${month}#`.length) as Bearer,
        counts: counts as Counts,
      })),
  ),
};

/** The partitions of the lists of what is late. */
export const lateOf = (merchantId: MerchantId, standing: Standing): string => `LATE-OF#${merchantId}#${standing}`;
export const lateBy = (carrier: Bearer, standing: Standing): string => `LATE-BY#${carrier}#${standing}`;

/** What shop and platform see of a late shipment; what turns out to have arrived in time stands in no list any more. */
const LateItem = new Entity({
  name: 'late-shipment',
  table,
  timestamps: false,
  schema: item({
    id: string().key(),
    summary: any().castAs<LateShipment>().optional(),
    gsi1pk: string().optional(),
    gsi1sk: string().optional(),
    gsi2pk: string().optional(),
    gsi2sk: string().optional(),
  }),
  computeKey: ({ id }) => ({ pk: `LATE-SHIPMENT#${id}`, sk: 'LATE' }),
});

const lateIn = (index: 'gsi1' | 'gsi2') => (of: string, request: PageRequest): Promise<Page<LateShipment>> =>
  listed(index, of, request, ({ summary }) => summary as LateShipment);

/** Shipments that have not kept their promise: written with each change of theirs, and never by itself. */
export const lateShipments = {
  keep: operation(
    'late-shipment.keep',
    [{ on: 'table', actions: ['PutItem'], keys: ['LATE-SHIPMENT#*'] }],
    (shipment: Shipment): Write => {
      const { id, merchantId, carrier = 'own', lateSince } = shipment;
      const sort = `${lateSince}#${id}`;
      return write(
        LateItem.build(PutTransaction).item({
          id,
          ...(lateSince && {
            summary: lateView(shipment),
            gsi1pk: lateOf(merchantId, standingOf(shipment)),
            gsi1sk: sort,
            gsi2pk: lateBy(carrier, standingOf(shipment)),
            gsi2sk: sort,
          }),
        }),
      );
    },
  ),
  /** Those of a shop, by when they were to be there. */
  ofMerchant: operation(
    'late-shipment.of-merchant',
    [{ on: 'table', actions: ['Query'], keys: ['LATE-OF#*'], index: 'gsi1' }],
    lateIn('gsi1'),
  ),
  /** Those of a carrier. */
  ofCarrier: operation(
    'late-shipment.of-carrier',
    [{ on: 'table', actions: ['Query'], keys: ['LATE-BY#*'], index: 'gsi2' }],
    lateIn('gsi2'),
  ),
};

/** The partitions of the lists of what buyers have said. */
export const ratingsOf = (merchantId: MerchantId): string => `RATINGS-OF#${merchantId}`;
export const ratingsBy = (carrier: Bearer): string => `RATINGS-BY#${carrier}`;

const ratings = aggregate<DeliveryRating, z.input<typeof DeliveryRatingView>>({
  name: 'delivery-rating',
  prefix: 'DELIVERY-RATING',
  indexes: {
    gsi1: ({ id, merchantId, ratedAt }) => [ratingsOf(merchantId), `${ratedAt}#${id}`],
    gsi2: ({ id, carrier, ratedAt }) => [ratingsBy(carrier), `${ratedAt}#${id}`],
  },
  summary: ratingView,
});

export const deliveryRatings = {
  ...ratings,
  ofMerchant: ratings.list('delivery-rating.of-merchant', 'gsi1', 'RATINGS-OF#*'),
  ofCarrier: ratings.list('delivery-rating.of-carrier', 'gsi2', 'RATINGS-BY#*'),
};
