import * as z from 'zod';
import { created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { Instant } from '../../kernel/values/clock.ts';
import { id, MerchantId, type AccountId, type Id } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { prose } from '../../kernel/values/text.ts';
import { deliveryRated } from '../events.ts';
import type { Bearer, Shipment } from '../shipment.ts';

const Score = z.int().min(1).max(5);

/** What a buyer says of a delivery. */
export type DeliveryOpinion = z.infer<typeof DeliveryOpinion>;
export const DeliveryOpinion = z.strictObject({
  speed: Score.meta({ description: 'How fast it was, of five' }),
  condition: Score.meta({ description: 'How well it arrived, of five' }),
  courier: Score.meta({ description: 'How whoever brought it was, of five' }),
  comment: prose(1000).optional(),
});

/** A buyer's word on one parcel. It is given once; its id is that of the shipment. */
export interface DeliveryRating extends Versioned, DeliveryOpinion {
  readonly id: Id<'shipment'>;
  readonly orderId: Id<'order'>;
  readonly merchantId: MerchantId;
  readonly buyerId: AccountId;
  readonly carrier: Bearer;
  readonly carrierName?: string | undefined;
  readonly ratedAt: Instant;
}

/**
 * Rates a delivery.
 * @param received whether the buyer has confirmed that the order is there
 * @throws Problem already-rated, illegal-step before the parcel is there
 */
export const rateDelivery = (
  known: DeliveryRating | undefined,
  shipment: Shipment,
  received: boolean,
  opinion: DeliveryOpinion,
  now: Instant,
): Change<DeliveryRating> => {
  const { id: shipmentId, orderId, merchantId, buyerId, carrier, carrierName, state } = shipment;
  if (known) throw new Problem('already-rated');
  const sent = carrier && (state === 'delivered' || (received && state !== 'cancelled' && state !== 'returned'));
  if (!sent) throw new Problem('illegal-step', 'It can be rated once it is there');
  return created<DeliveryRating>(
    { ...opinion, id: shipmentId, orderId, merchantId, buyerId, carrier, carrierName, ratedAt: now },
    deliveryRated({ shipmentId, orderId, merchantId, buyerId, at: now }),
  );
};

/** What shop, platform and the buyer see of it. */
export const DeliveryRatingView = DeliveryOpinion.extend({
  shipmentId: id('shipment'),
  orderId: id('order'),
  merchantId: MerchantId,
  carrier: z.string(),
  ratedAt: Instant,
}).meta({ id: 'DeliveryRatingView' });

export const ratingView = (rating: DeliveryRating): z.input<typeof DeliveryRatingView> => {
  const { id: shipmentId, version: _, buyerId: __, carrierName, carrier, ...said } = rating;
  return { ...said, shipmentId, carrier: carrierName ?? carrier };
};
