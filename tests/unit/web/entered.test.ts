import { describe, expect, it } from 'vitest';
import { entered } from '../../../web/console/kit/entered.ts';
import { merchantOperations } from '../../../web/merchant-fields.ts';

const { input } = merchantOperations['PUT /merchant/v1/listings/{listingId}'];

describe('What was entered', () => {
  it.each([
    ['nothing of a part that may be left out', { madeToOrder: { options: [] } }, {}],
    ['a day of it alone', { madeToOrder: { productionDays: 3, options: [] } }, {
      madeToOrder: { productionDays: 3, options: [] },
    }],
    ['no picture any more', { images: [], title: { en: 'Bowl', zh: '' } }, { images: [], title: { en: 'Bowl' } }],
    ['nothing at all', { title: { en: '', zh: null } }, {}],
    ['no to a question', { packaging: { returnable: false, recycled: 0 } }, {
      packaging: { returnable: false, recycled: 0 },
    }],
  ])('is sent without what was left empty: %s', (_, values, sent) => {
    expect(entered(values, input)).toEqual(sent);
  });

  it('keeps a list of a part that must be there, though nothing is in it', () => {
    const fields = { value: { kind: 'group', of: { slides: { kind: 'list', of: { kind: 'text' } } } } } as const;
    expect(entered({ value: { slides: [] } }, fields)).toEqual({ value: { slides: [] } });
  });
});
