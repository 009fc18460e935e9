import * as z from 'zod';
import type { Pile } from '../kernel/policy/pile.ts';
import { CarrierName } from './carriers/carrier.ts';
import type { CarrierNoticeId } from './notice.ts';
import { UnreadReason } from './policy.ts';

/** `swift-unknown-parcel` */
export type PileId = z.infer<typeof PileId>;
export const PileId = z.enum(
  CarrierName.options.flatMap((carrier) => UnreadReason.options.map((reason) => `${carrier}-${reason}` as const)),
).meta({ id: 'CarrierNoticePileId' });

export const pileOf = (carrier: CarrierName, reason: UnreadReason): PileId => `${carrier}-${reason}`;

/** What a carrier has told and nothing could be done with, for one reason. */
export interface NoticePile extends Pile {
  readonly id: PileId;
  readonly carrier: CarrierName;
  readonly reason: UnreadReason;
  readonly latestNoticeId: CarrierNoticeId;
}
