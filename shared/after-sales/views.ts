import * as z from 'zod';
import { Instant } from '../kernel/values/clock.ts';
import { AccountId, id, MerchantId } from '../kernel/values/ids.ts';
import { Money } from '../kernel/values/money.ts';
import { page } from '../kernel/store/page.ts';
import { localText } from '../kernel/values/text.ts';
import { ReturnState } from './events.ts';
import { ReturnReason, ReturnWish } from './reasons.ts';
import { awaited, ReturnId, type Return } from './return.ts';

const Awaited = z.enum(['buyer', 'shop', 'carrier', 'platform']);

const Row = {
  id: ReturnId,
  orderId: id('order'),
  title: localText(255),
  quantity: z.int(),
  wish: ReturnWish,
  reason: ReturnReason,
  state: ReturnState,
  awaits: Awaited.optional().meta({ description: 'Who is to do something now' }),
  dueAt: Instant.optional().meta({ description: 'Until when; then it goes on by itself' }),
  stars: z.int().optional().meta({ description: 'How the buyer rated it, of five' }),
  replacementId: id('order').optional().meta({ description: 'The order that brings what replaces the goods' }),
  refunded: Money.meta({ description: 'What has been given back for it' }),
};

/** A return with all steps that were taken, as buyer, shop and platform see it. */
export type ReturnView = z.infer<typeof ReturnView>;
export const ReturnView = z.object({
  ...Row,
  lineId: id('orderLine'),
  merchantId: MerchantId,
  buyerId: AccountId,
  exchangeFor: id('sku').optional().meta({ description: 'What the buyer wants in place of the goods' }),
  refundedUnits: z.int(),
  carrier: z.string().optional(),
  trackingNumber: z.string().optional(),
  rating: z.object({ stars: z.int(), note: z.string().optional(), at: Instant }).optional(),
  taken: z.array(z.object({
    state: ReturnState,
    at: Instant,
    by: z.enum(['buyer', 'shop', 'platform']),
    note: z.string().optional(),
    place: z.string().optional().meta({ description: 'At which desk the goods were scanned' }),
    photos: z.array(z.object({
      imageId: id('image'),
      picture: z.url().optional().meta({ description: 'Where it can be looked at, for some minutes; only in reads' }),
    })).optional(),
  })),
}).meta({ id: 'ReturnView' });
/** @param links addresses of its pictures, where it is read */
export const returnView = (one: Return, links: ReadonlyMap<string, string> = new Map()): ReturnView => ({
  ...one,
  stars: one.rating?.stars,
  awaits: awaited(one),
  taken: one.taken.map(({ photos, ...step }) => ({
    ...step,
    ...(photos && { photos: photos.map((imageId) => ({ imageId, picture: links.get(imageId) })) }),
  })),
});

/** One page of returns. */
export const ReturnPage = page(z.object({ ...Row, requestedAt: Instant }));
