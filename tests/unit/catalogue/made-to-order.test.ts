import { describe, expect, it } from 'vitest';
import { idsAt } from '../../../shared/kernel/values/ids.ts';
import {
  chosenOf,
  MadeToOrder,
  stillChosen,
  surchargeOf,
  type OptionAnswer,
} from '../../../shared/catalogue/made/made-to-order.ts';
import { createListing, withoutOptional } from '../../../shared/catalogue/listing.ts';
import { offersOf } from '../../../shared/catalogue/offer.ts';
import { contentOf, submissionChanges } from '../../../shared/catalogue/submission-changes.ts';
import { Problem } from '../../../shared/kernel/problems.ts';
import { category, content, now, onSale, refusalOf, shop, sku } from './samples.ts';

const newId = idsAt(now);
const picture = newId('image');
const brl = (amount: number) => ({ amount, currency: 'BRL' }) as const;
const ring: MadeToOrder = {
  productionDays: 14,
  options: [
    { kind: 'text', code: 'ENGRAVING', name: { en: 'Engraving' }, required: false, longest: 12 },
    {
      kind: 'choice',
      code: 'METAL',
      name: { en: 'Metal', zh: '材质' },
      required: true,
      choices: [
        { code: 'SILVER', name: { en: 'Silver' } },
        { code: 'GOLD', name: { en: 'Gold' }, surcharge: brl(19_990) },
      ],
    },
    { kind: 'picture', code: 'MOTIF', name: { en: 'Motif' }, required: false },
  ],
};
const say = (...pairs: [string, string][]): OptionAnswer[] => pairs.map(([option, value]) => ({ option, value }));
const faultsOf = (answers: OptionAnswer[]): (readonly [string, string])[] => {
  try {
    chosenOf(ring, answers);
  } catch (error) {
    if (error instanceof Problem) return error.faults!.map(({ path, message }) => [path, message] as const);
  }
  return [];
};

describe('what is made to order [CAT-20]', () => {
  it('is what its buyer decides, in the words and at the surcharge of that moment, in the order of the options', () => {
    const chosen = chosenOf(ring, say(['MOTIF', picture], ['METAL', 'GOLD'], ['ENGRAVING', 'A + B']));
    expect(chosen).toEqual([
      { option: 'ENGRAVING', kind: 'text', name: { en: 'Engraving' }, value: 'A + B' },
      {
        option: 'METAL',
        kind: 'choice',
        name: { en: 'Metal', zh: '材质' },
        value: 'GOLD',
        label: { en: 'Gold' },
        surcharge: brl(19_990),
      },
      { option: 'MOTIF', kind: 'picture', name: { en: 'Motif' }, value: picture },
    ]);
    expect(surchargeOf(chosen, 'BRL')).toEqual(brl(19_990));
    expect(surchargeOf(chosenOf(ring, say(['METAL', 'SILVER'])), 'BRL')).toEqual(brl(0));
  });

  it.each([
    ['what must be said and is not', [], [['options.METAL', 'is required']]],
    ['a choice that there is not', say(['METAL', 'TIN']), [['options.METAL', 'is none of the choices']]],
    [
      'a text that is longer than its place',
      say(['METAL', 'GOLD'], ['ENGRAVING', '1234567890123']),
      [['options.ENGRAVING', 'must have at most 12 characters']],
    ],
    ['what is no picture', say(['METAL', 'GOLD'], ['MOTIF', 'a cat']), [['options.MOTIF', 'is no picture']]],
    ['an option that there is not', say(['METAL', 'GOLD'], ['SIZE', 'XL']), [[
      'options.SIZE',
      'is no option of these goods',
    ]]],
    ['one that is answered twice', say(['METAL', 'GOLD'], ['METAL', 'SILVER']), [[
      'options.METAL',
      'is answered twice',
    ]]],
  ])('wants no %s, and says of which option', (_, answers, faults) => {
    expect(faultsOf(answers)).toEqual(faults);
    expect(stillChosen(ring, answers)).toBeUndefined();
  });

  it('has nothing to decide where nothing is made', () => {
    expect(chosenOf(undefined)).toEqual([]);
    expect(refusalOf(() => chosenOf(undefined, say(['METAL', 'GOLD'])))).toBe('options-invalid');
  });

  it('takes its days longer, and is seen by reviewers as whatever else a shop says', () => {
    const listing = { ...onSale([sku()]), madeToOrder: ring };
    expect(offersOf(listing)[0]).toMatchObject({ shipsWithinDays: 17, madeToOrder: ring });
    const before = contentOf(listing);
    expect(
      submissionChanges(
        before,
        contentOf({ ...listing, ...withoutOptional, madeToOrder: { ...ring, productionDays: 7 } }),
      ),
    )
      .toContainEqual({ field: 'madeToOrder.productionDays', before: 14, after: 7 });
  });

  it('is priced in the currency of its shop, and each option has a code of its own', () => {
    const foreign: MadeToOrder = {
      ...ring,
      options: [{
        ...ring.options[1]!,
        choices: [{ code: 'A', name: { en: 'A' }, surcharge: { amount: 1, currency: 'USD' } }],
      }] as MadeToOrder['options'],
    };
    expect(
      refusalOf(() =>
        createListing({
          id: newId('listing'),
          content: { ...content, madeToOrder: foreign },
          skus: [sku()],
          shop,
          category,
        }, now)
      ),
    ).toBe('currency-foreign');
    expect(MadeToOrder.safeParse(ring).success).toBe(true);
    expect(MadeToOrder.safeParse({ ...ring, options: [ring.options[0], ring.options[0]] }).success).toBe(false);
  });
});
