/** Why goods are asked back, what comes of it, and how content their buyers are: by category and reason. */
import * as z from 'zod';
import { id } from '../kernel/values/ids.ts';
import { ReturnReason } from './reasons.ts';
import type { Return } from './return.ts';

const figures = ['requests', 'granted', 'refused', 'rated', 'stars'] as const;
type Figure = (typeof figures)[number];

/** Numbers by category, reason and what they count. */
export type Counts = Readonly<Record<string, number>>;

/** What a return adds to the figures of its category and reason. */
export const countsOf = (
  { categoryId, reason }: Pick<Return, 'categoryId' | 'reason'>,
  added: Partial<Record<Figure, number>>,
): Counts => Object.fromEntries(Object.entries(added).map(([figure, n]) => [`${categoryId} ${reason} ${figure}`, n]));

/** What there is to count of a return at this event; nothing while it is under way. */
export const countedOf = (
  one: Return,
  event: { readonly returnId: string; readonly stars?: number; readonly state?: Return['state'] },
): Counts | undefined => {
  if (event.stars !== undefined) return countsOf(one, { rated: 1, stars: event.stars });
  if (event.state === undefined) return countsOf(one, { requests: 1 });
  if (event.state !== 'return-refunded' && event.state !== 'return-exchanged' && event.state !== 'return-closed') {
    return undefined;
  }
  return countsOf(one, one.refundedUnits > 0 || event.state === 'return-exchanged' ? { granted: 1 } : { refused: 1 });
};

export type ReturnFigures = z.infer<typeof ReturnFigures>;
export const ReturnFigures = z.object({
  categoryId: id('category'),
  reason: ReturnReason,
  requests: z.int().meta({ description: 'Returns that were asked for' }),
  granted: z.int().meta({ description: 'Those that ended with money back, wholly or in part, or with other goods' }),
  refused: z.int().meta({ description: 'Those that ended with nothing: refused, withdrawn or lapsed' }),
  rated: z.int().meta({ description: 'Those that their buyer has rated' }),
  rating: z.number().optional().meta({ description: 'Of five stars, on average' }),
}).meta({ id: 'ReturnFigures' });

/** The figures of counts that were kept apart, what is asked for most often first. */
export const figuresOf = (counts: readonly Counts[]): ReturnFigures[] => {
  const total = new Map<string, Record<Figure, number>>();
  for (const [name, n] of counts.flatMap((one) => Object.entries(one))) {
    const [categoryId, reason, figure] = name.split(' ') as [string, string, Figure];
    const key = `${categoryId} ${reason}`;
    const row = total.get(key) ?? { requests: 0, granted: 0, refused: 0, rated: 0, stars: 0 };
    total.set(key, { ...row, [figure]: row[figure] + n });
  }
  return [...total].map(([key, { stars, ...row }]) => {
    const [categoryId, reason] = key.split(' ') as [ReturnFigures['categoryId'], ReturnFigures['reason']];
    return { categoryId, reason, ...row, ...(row.rated > 0 && { rating: Math.round((stars * 10) / row.rated) / 10 }) };
  }).toSorted((a, b) => b.requests - a.requests || (a.categoryId + a.reason < b.categoryId + b.reason ? -1 : 1));
};
