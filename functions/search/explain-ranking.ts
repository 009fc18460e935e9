import * as z from 'zod';
import { CategoryId, ListingId } from '../../shared/catalogue/public.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';
import { MerchantId } from '../../shared/kernel/values/ids.ts';
import { line, localText } from '../../shared/kernel/values/text.ts';
import { fitWith } from '../../shared/search/habits/habits.ts';
import { searchRanking, searchWords } from '../../shared/search/rulebooks.ts';
import { presentIndex } from '../../shared/search/index-store.ts';

const Points = z.number();

export const { contract, handler } = endpoint({
  summary:
    'Explains why the first 20 results of a query stand where they do, or one listing among them: the points of each part of the ranking, and what a habit would add. Whose habits are what, nobody is told.',
  route: 'GET /v1/search/explanations',
  audience: 'operator',
  callers: ['operator', 'admin', 'support'],
  input: z.strictObject({
    q: line(100),
    listingId: ListingId.optional(),
    categoryId: CategoryId.optional().meta({ description: 'As for a buyer with a habit of it' }),
    merchantId: MerchantId.optional().meta({ description: 'As for a buyer with a habit of it' }),
    tag: line(40).optional().meta({ description: 'As for a buyer with a habit of it' }),
  }),
  answer: {
    200: z.object({
      items: z.array(z.object({
        place: z.int(),
        listingId: ListingId,
        title: localText(255),
        points: Points,
        text: Points,
        sales: Points,
        rating: Points,
        credit: Points,
        stock: Points,
        habits: Points,
        match: z.object({
          title: z.number(),
          tags: z.number(),
          category: z.number(),
          attributes: z.number(),
          description: z.number(),
          characters: z.number(),
        }).meta({ description: 'How well the words match in each part of its text by itself (BM25)' }),
        rankingVersion: z.int(),
      })),
    }),
  },
  touches: [presentIndex, searchRanking.current, searchWords.current],
  memory: 1024,
}, async ({ input: { q, listingId, categoryId, merchantId, tag }, now }) => {
  const [index, ranking, words] = await Promise.all([
    presentIndex(),
    searchRanking.current(now),
    searchWords.current(now),
  ]);
  const fit = fitWith({ category: categoryId, shop: merchantId, tag }, ranking);
  const rounded = (points: number): number => Math.round(points * 100) / 100;
  return {
    items: index.explain(q, { listingId, limit: 20 }, words, ranking, fit).map((
      { place, card, score, factors, parts },
    ) => ({
      place,
      listingId: card.listingId,
      title: card.title,
      points: rounded(score),
      text: rounded(factors.text * ranking.text),
      sales: rounded(factors.sales * ranking.sales),
      rating: rounded(factors.rating * ranking.rating),
      credit: rounded(factors.credit * ranking.credit),
      stock: rounded(factors.stock * ranking.stock),
      habits: rounded(factors.habits * ranking.habits),
      match: { ...parts },
      rankingVersion: ranking.version,
    })),
  };
});
