import * as z from 'zod';
import { SkuId } from '../catalogue/public.ts';
import { changed, created, type Change, type Versioned } from '../kernel/store/change.ts';
import { Instant } from '../kernel/values/clock.ts';
import { MerchantId } from '../kernel/values/ids.ts';
import { stockAlerted } from './events.ts';
import { Quantity } from './stock.ts';

export type AlertKind = z.infer<typeof AlertKind>;
export const AlertKind = z.enum(['low', 'over']);

/** From when on a shop wants to hear of the stock of a SKU: units that can be bought. */
export type ThresholdTerms = z.infer<typeof ThresholdTerms>;
export const ThresholdTerms = z.strictObject({
  low: Quantity.optional().meta({ description: 'So many units or fewer are too few' }),
  over: Quantity.optional().meta({ description: 'So many units or more are too many' }),
});

/** The thresholds of a SKU, and what is wrong by them since when. */
export interface Threshold extends Versioned, ThresholdTerms {
  readonly id: SkuId;
  readonly merchantId: MerchantId;
  readonly alert?: { readonly kind: AlertKind; readonly available: number; readonly since: Instant } | undefined;
}

/** Sets the thresholds of a SKU. What is wrong by them is seen at the next look. */
export const setThreshold = (
  before: Threshold | undefined,
  of: Pick<Threshold, 'id' | 'merchantId'>,
  { low, over }: ThresholdTerms,
): Change<Threshold> =>
  before
    ? changed<Threshold>(before, { low, over, alert: undefined })
    : created<Threshold>({ ...of, low, over });

/** Looks at what can be bought: a new alert is told once, and ends when the stock is well. Nothing when nothing is new. */
export const lookAt = (threshold: Threshold, available: number, now: Instant): Change<Threshold> | undefined => {
  const { id: skuId, merchantId, low, over, alert } = threshold;
  const kind: AlertKind | undefined = low !== undefined && available <= low
    ? 'low'
    : over !== undefined && available >= over
    ? 'over'
    : undefined;
  if (kind === alert?.kind) return undefined;
  return kind
    ? changed<Threshold>(
      threshold,
      { alert: { kind, available, since: now } },
      stockAlerted({ skuId, merchantId, kind, available }),
    )
    : changed<Threshold>(threshold, { alert: undefined });
};

/** What lists show of an alert. */
export const AlertView = z.object({
  skuId: SkuId,
  merchantId: MerchantId,
  kind: AlertKind,
  available: z.int().meta({ description: 'When it was seen' }),
  low: z.int().optional(),
  over: z.int().optional(),
  since: Instant,
});

/** A threshold without an alert stands in no list of alerts. */
export const alertView = ({ id: skuId, merchantId, low, over, alert }: Threshold): z.input<typeof AlertView> => ({
  skuId,
  merchantId,
  low,
  over,
  ...alert!,
});
