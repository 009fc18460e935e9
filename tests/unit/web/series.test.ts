import { describe, expect, it } from 'vitest';
import { seriesOf } from '../../../web/console/kit/series.ts';

const brl = (amount: number) => ({ amount, currency: 'BRL' });
const jpy = (amount: number) => ({ amount, currency: 'JPY' });

describe('the series of a chart', () => {
  it.each([
    {
      of: 'counts, and nothing where a row says nothing',
      rows: [{ waiting: 3 }, {}],
      names: ['waiting'],
      drawn: [{ name: 'waiting', values: [3, 0] }],
    },
    {
      of: 'amounts in whole units, by the digits of their currency',
      rows: [{ net: brl(1234) }, { net: brl(-50) }],
      names: ['net'],
      drawn: [{ name: 'net', currency: 'BRL', values: [12.34, -0.5] }],
    },
    {
      of: 'amounts within a group',
      rows: [{ totals: { net: brl(100), commission: brl(10) } }],
      names: ['totals.net', 'totals.commission'],
      drawn: [
        { name: 'totals.net', currency: 'BRL', values: [1] },
        { name: 'totals.commission', currency: 'BRL', values: [0.1] },
      ],
    },
    {
      of: 'amounts of several currencies, each by itself',
      rows: [{ net: [brl(100), jpy(500)] }, { net: [] }, { net: [jpy(7)] }, {}],
      names: ['net'],
      drawn: [
        { name: 'net', currency: 'BRL', values: [1, null, null, null] },
        { name: 'net', currency: 'JPY', values: [500, null, 7, null] },
      ],
    },
  ])('is of $of', ({ rows, names, drawn }) => expect(seriesOf(rows, names)).toEqual(drawn));
});
