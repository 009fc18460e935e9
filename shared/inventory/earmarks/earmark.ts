import * as z from 'zod';
import { SkuId } from '../../catalogue/public.ts';
import { created, move, type Change, type Steps, type Versioned } from '../../kernel/store/change.ts';
import { after, Instant } from '../../kernel/values/clock.ts';
import { id, type Id, type MerchantId } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { line } from '../../kernel/values/text.ts';
import { stockEarmarked, stockGivenBack } from '../events.ts';
import { longestEarmark, mostEarmarkedLines } from '../policy.ts';
import { Quantity, type StockLine } from '../stock.ts';

export type EarmarkId = Id<'earmark'>;
export const EarmarkId = id('earmark');

export type EarmarkState = z.infer<typeof EarmarkState>;
export const EarmarkState = z.enum(['set-aside', 'given-back']);

/** The life of an earmark. It ends once, whether its shop ends it or its time does. */
export const earmarkSteps = {
  giveBack: { from: ['set-aside'], to: 'given-back' },
} as const satisfies Steps<EarmarkState>;

/** Units that a shop sets aside for a campaign until it is over. Nobody can buy them as others meanwhile. */
export interface Earmark extends Versioned {
  readonly id: EarmarkId;
  readonly merchantId: MerchantId;
  /** What they are for. */
  readonly purpose: string;
  readonly lines: readonly StockLine[];
  readonly state: EarmarkState;
  readonly setAsideAt: Instant;
  readonly until: Instant;
  readonly givenBackAt?: Instant;
}

/** What is asked for. */
export type EarmarkTerms = z.infer<typeof EarmarkTerms>;
export const EarmarkTerms = z.strictObject({
  purpose: line(100).meta({ description: 'What the units are set aside for' }),
  lines: z.array(z.strictObject({ skuId: SkuId, quantity: Quantity.min(1) })).min(1).max(mostEarmarkedLines)
    .refine((lines) => new Set(lines.map(({ skuId }) => skuId)).size === lines.length, 'must name each SKU once'),
  until: Instant.meta({ description: 'When what is left can be bought again' }),
});

/** Sets units aside from now on. @throws Problem invalid-input when the end has passed, or is too far ahead */
export const setAside = (
  earmarkId: EarmarkId,
  merchantId: MerchantId,
  terms: EarmarkTerms,
  now: Instant,
): Change<Earmark> => {
  if (terms.until <= now || terms.until > after(now, longestEarmark)) {
    throw new Problem('invalid-input', undefined, [
      { path: 'until', message: `must be after ${now}, and not after ${after(now, longestEarmark)}` },
    ]);
  }
  return created<Earmark>(
    { id: earmarkId, merchantId, ...terms, state: 'set-aside', setAsideAt: now },
    stockEarmarked({ earmarkId, merchantId }),
  );
};

/** Gives back what was set aside. @throws Problem illegal-step when that has been done */
export const giveBack = (earmark: Earmark, now: Instant): Change<Earmark> =>
  move<EarmarkState, typeof earmarkSteps, Earmark>(
    earmarkSteps,
    earmark,
    'giveBack',
    { givenBackAt: now },
    stockGivenBack({ earmarkId: earmark.id, merchantId: earmark.merchantId }),
  );

/** The shop's own. @throws Problem not-found */
export const earmarkOf = (earmark: Earmark, merchantId: MerchantId): Earmark => {
  if (earmark.merchantId !== merchantId) throw new Problem('not-found');
  return earmark;
};

export const EarmarkView = EarmarkTerms.extend({
  earmarkId: EarmarkId,
  state: EarmarkState,
  setAsideAt: Instant,
  givenBackAt: Instant.optional(),
}).strip();

export const earmarkView = (
  { id: earmarkId, purpose, lines, state, setAsideAt, until, givenBackAt }: Earmark,
): z.input<typeof EarmarkView> => ({ earmarkId, purpose, lines: [...lines], state, setAsideAt, until, givenBackAt });
