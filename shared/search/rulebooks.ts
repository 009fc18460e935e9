import * as z from 'zod';
import { rulebook, whole } from '../kernel/policy/rulebook.ts';
import { line } from '../kernel/values/text.ts';

const part = (what: string) => whole(0, 100).describe(what);

/** What habits count for, where nobody has decided it. */
const habitual = {
  habits: 12,
  habitCategories: 40,
  habitShops: 25,
  habitTags: 20,
  habitPrices: 15,
  habitBought: 100,
  habitKept: 40,
};

/** Why one article stands above another. */
export const searchRanking = rulebook(
  'search-ranking',
  2,
  z.strictObject({
    text: part('What the best match of the words counts'),
    sales: part('What counts for having sold well in the last 30 days'),
    rating: part('What the best rating counts'),
    credit: part('What the best credit of its shop counts'),
    stock: part('What counts for being in stock'),
    inTitle: part('Within the text: a word in the title'),
    inTags: part('Within the text: a word in the tags'),
    inCategory: part('Within the text: a word in the name of its category'),
    inAttributes: part('Within the text: a word in its attributes'),
    inDescription: part('Within the text: a word in the description'),
    habits: whole(0, 25).describe(
      'What fitting the habits of the buyer who searches counts, and the less the worse its words match: it moves goods, and hides none',
    ),
    habitCategories: part('Within the habits: the categories that he comes back to'),
    habitShops: part('Within the habits: the shops that he comes back to'),
    habitTags: part('Within the habits: the tags of what he chose before'),
    habitPrices: part('Within the habits: what he is used to pay'),
    habitBought: part('Within the habits: what each purchase teaches'),
    habitKept: part('Within the habits: what each favourite teaches'),
  }),
  {
    text: 60,
    sales: 15,
    rating: 10,
    credit: 5,
    stock: 10,
    inTitle: 20,
    inTags: 12,
    inCategory: 8,
    inAttributes: 6,
    inDescription: 1,
    ...habitual,
  },
  {
    summary: 'What search results are ranked by, and how much each counts.',
    propose: ['operator', 'admin'],
    upgrades: { 1: (ranking) => ({ ...ranking, ...habitual }) },
  },
);
export type Ranking = typeof searchRanking.byDefault;

const Term = line(40, 1);

/** What words mean to searches. */
export const searchWords = rulebook(
  'search-words',
  1,
  z.strictObject({
    synonyms: z.array(z.array(Term).min(2).max(10)).max(300).describe(
      'Groups of words of which each finds what the others find',
    ),
    banned: z.array(Term).max(500).describe('What nothing is found for, and what is never suggested'),
  }),
  {
    synonyms: [
      ['手机', '移动电话', 'mobile phone', 'cell phone', 'smartphone'],
      ['沙发', 'sofa', 'couch'],
      ['毛巾', 'towel'],
      ['杯子', '茶杯', 'cup', 'mug'],
      ['围巾', 'scarf', 'shawl'],
      ['毯子', 'blanket', 'throw'],
    ],
    banned: [],
  },
  {
    summary: 'Words that mean the same to searches, and words that are not searched for.',
    propose: ['operator', 'admin'],
  },
);
export type SearchWords = Pick<typeof searchWords.byDefault, 'synonyms' | 'banned'>;
