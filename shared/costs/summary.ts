import * as z from 'zod';
import { MerchantId } from '../kernel/values/ids.ts';
import { money, sum, Total, type Money } from '../kernel/values/money.ts';
import { CostGroup, CostKind, Lane, type CostTerms } from './cost.ts';

/** What one kind of cost came to in a month, for each carrier and lane. */
export type CostSum = z.infer<typeof CostSum>;
export const CostSum = z.object({
  group: CostGroup,
  kind: CostKind,
  carrier: z.string().optional(),
  lane: Lane.optional(),
  amount: Total,
  entries: z.int().meta({ description: 'Costs that were entered' }),
  parcels: z.int().meta({ description: 'Parcels that they were paid for, as far as that was said' }),
}).meta({ id: 'CostSum' });

/** What a shop paid in a month, by group. */
export type ShopCosts = z.infer<typeof ShopCosts>;
export const ShopCosts = z.object({
  merchantId: MerchantId,
  total: Total,
  transport: Total,
  packaging: Total,
  storage: Total,
  delivery: Total,
}).meta({ id: 'ShopCosts' });

/** The groups of a shop's sums, which are in one currency and at least one. */
export const shopCosts = (merchantId: MerchantId, sums: readonly CostSum[]): ShopCosts => {
  const { currency } = sums[0]!.amount;
  const of = (wanted?: CostGroup): Money =>
    sum(sums.filter(({ group }) => !wanted || group === wanted).map(({ amount }) => amount), currency);
  return {
    merchantId,
    total: of(),
    transport: of('transport'),
    packaging: of('packaging'),
    storage: of('storage'),
    delivery: of('delivery'),
  };
};

/** From so many parcels on, what a carrier takes on a lane is no accident. */
export const fewestParcels = 5;

/** What parcels of a lane would have cost less by the cheapest carrier that the shop uses there. */
export type Saving = z.infer<typeof Saving>;
export const Saving = z.object({
  lane: Lane,
  carrier: z.string().meta({ description: 'Who brought the parcels' }),
  parcels: z.int(),
  perParcel: Total,
  cheaperCarrier: z.string(),
  cheaperPerParcel: Total,
  saving: Total,
}).meta({ id: 'Saving' });

/**
 * Where a shop could save, the most first: for each lane, the freight that carriers took for a parcel is compared with
 * that of the cheapest which has brought at least five there. Amounts are rounded to the minor unit, the saving down.
 */
export const savingsOf = (sums: readonly CostSum[]): Saving[] => {
  const freights = sums.flatMap(({ kind, carrier, lane, amount, parcels }) =>
    kind === 'freight' && carrier && lane && parcels > 0
      ? [{ carrier, lane, amount, parcels, each: amount.amount / parcels }]
      : []
  );
  return [...Map.groupBy(freights, ({ lane }) => laneText(lane)).values()].flatMap((onLane) => {
    const [cheapest] = onLane.filter(({ parcels }) => parcels >= fewestParcels).toSorted((a, b) => a.each - b.each);
    if (!cheapest) return [];
    const { currency } = cheapest.amount;
    return onLane.flatMap(({ carrier, lane, amount, parcels, each }) => {
      const saving = Math.floor(amount.amount - cheapest.each * parcels);
      return saving > 0
        ? [{
          lane,
          carrier,
          parcels,
          perParcel: money(Math.round(each), currency),
          cheaperCarrier: cheapest.carrier,
          cheaperPerParcel: money(Math.round(cheapest.each), currency),
          saving: money(saving, currency),
        }]
        : [];
    });
  }).toSorted((a, b) => b.saving.amount - a.saving.amount);
};

const placeText = (
  { country, region }: Lane['from'],
): string => (region === undefined ? country : `${country}-${region}`);

/** A lane as a key: `CN-SH>BR-SP`. */
export const laneText = ({ from, to }: Lane): string => `${placeText(from)}>${placeText(to)}`;

/** By what costs are summed up: the same text for the same sum. */
export const sumKey = ({ kind, carrier, lane }: Pick<CostTerms, 'kind' | 'carrier' | 'lane'>): string =>
  JSON.stringify([kind, carrier ?? '', lane ? laneText(lane) : '']);
