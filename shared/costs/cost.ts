import * as z from 'zod';
import { CountryCode } from '../kernel/values/address.ts';
import { placeFaults, regionCode } from '../kernel/values/address-rules.ts';
import { created, move, type Change, type Steps, type Versioned } from '../kernel/store/change.ts';
import { Instant } from '../kernel/values/clock.ts';
import { id, MerchantId, type Id } from '../kernel/values/ids.ts';
import { Price, type Currency } from '../kernel/values/money.ts';
import { Problem, type Fault } from '../kernel/problems.ts';
import { line, prose } from '../kernel/values/text.ts';
import { costEntered, costStruck } from './events.ts';

export type CostId = Id<'cost'>;
export const CostId = id('cost');

export type CostGroup = z.infer<typeof CostGroup>;
export const CostGroup = z.enum(['transport', 'packaging', 'storage', 'delivery']);

export type CostKind = z.infer<typeof CostKind>;
export const CostKind = z.enum([
  'freight',
  'fuel',
  'tolls',
  'packaging-material',
  'packaging-labour',
  'storage-rent',
  'storage-management',
  'delivery-wages',
  'vehicle-depreciation',
]);

/** The four groups of logistics cost, and what belongs to each. */
export const groupOf = {
  freight: 'transport',
  fuel: 'transport',
  tolls: 'transport',
  'packaging-material': 'packaging',
  'packaging-labour': 'packaging',
  'storage-rent': 'storage',
  'storage-management': 'storage',
  'delivery-wages': 'delivery',
  'vehicle-depreciation': 'delivery',
} as const satisfies Record<CostKind, CostGroup>;

/** A country, or a region of it. */
const Place = z.strictObject({ country: CountryCode, region: line(80).optional() });

/** Between which places goods go. */
export type Lane = z.infer<typeof Lane>;
export const Lane = z.strictObject({ from: Place, to: Place }).meta({ id: 'Lane' });

/** What a shop says of a cost. */
export type CostTerms = z.infer<typeof CostTerms>;
export const CostTerms = z.strictObject({
  kind: CostKind,
  amount: Price,
  date: z.iso.date().meta({ description: 'The day for which it counts' }),
  parcels: z.int().min(1).max(1_000_000).optional().meta({ description: 'For how many parcels it was paid' }),
  carrier: line(60).optional().meta({ examples: ['Swift'] }),
  lane: Lane.optional().meta({ description: 'From where to where' }),
  note: prose(500).optional(),
});

/** A cost as it was entered. It is never changed: what is wrong is struck, and entered anew. */
export interface Cost extends Versioned, CostTerms {
  readonly id: CostId;
  readonly merchantId: MerchantId;
  readonly state: 'counted' | 'struck';
  readonly enteredAt: Instant;
  readonly struck?: { readonly reason: string; readonly at: Instant };
}

export const costSteps = { strike: { from: ['counted'], to: 'struck' } } as const satisfies Steps<Cost['state']>;

/**
 * Enters a cost.
 * @param today the business day; what is to come has not cost anything yet
 * @throws Problem currency-foreign, invalid-input for no amount, a day to come and places that do not exist
 */
export const enterCost = (
  costId: CostId,
  { id: merchantId, currency }: { readonly id: MerchantId; readonly currency: Currency },
  terms: CostTerms,
  today: string,
  at: Instant,
): Change<Cost> => {
  if (terms.amount.currency !== currency) throw new Problem('currency-foreign', `This shop trades in ${currency}`);
  const faults: Fault[] = [
    ...(terms.amount.amount === 0 ? [{ path: 'amount', message: 'must be more than nothing' }] : []),
    ...(terms.date > today ? [{ path: 'date', message: `must not be after today, ${today}` }] : []),
    ...Object.entries(terms.lane ?? {}).flatMap(([end, { country, region }]) =>
      placeFaults(country, region === undefined ? [] : [region]).map(({ path, message }) => ({
        path: `lane.${end}.${path === 'country' ? 'country' : 'region'}`,
        message,
      }))
    ),
  ];
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const lane = terms.lane && { from: known(terms.lane.from), to: known(terms.lane.to) };
  return created<Cost>(
    { ...terms, ...(lane && { lane }), id: costId, merchantId, state: 'counted', enteredAt: at },
    costEntered({ costId, merchantId, at }),
  );
};

/** A place by its codes, so that one place is one lane in any spelling. */
const known = ({ country, region }: Lane['from']): Lane['from'] => ({
  country,
  ...(region !== undefined && { region: regionCode(country, region) }),
});

/** Strikes what was entered wrongly. @throws Problem illegal-step when it is struck already */
export const strikeCost = (cost: Cost, reason: string, at: Instant): Change<Cost> =>
  move<Cost['state'], typeof costSteps, Cost>(
    costSteps,
    cost,
    'strike',
    { struck: { reason, at } },
    costStruck({ costId: cost.id, merchantId: cost.merchantId, reason, at }),
  );

/** The cost, if this shop entered it. @throws Problem not-found */
export const enteredBy = (cost: Cost, merchantId: MerchantId): Cost => {
  if (cost.merchantId !== merchantId) throw new Problem('not-found');
  return cost;
};

/** What the shop sees of it. */
export const CostView = z.object({
  costId: CostId,
  group: CostGroup,
  ...CostTerms.shape,
  state: z.enum(['counted', 'struck']),
  enteredAt: Instant,
  struck: z.object({ reason: z.string(), at: Instant }).optional(),
}).meta({ id: 'CostView' });

export const costView = ({ id: costId, merchantId: _, version: __, ...cost }: Cost): z.input<typeof CostView> => ({
  ...cost,
  costId,
  group: groupOf[cost.kind],
});
