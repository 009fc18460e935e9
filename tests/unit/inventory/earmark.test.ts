import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { giveBack, setAside, type EarmarkTerms } from '../../../shared/inventory/earmarks/earmark.ts';
import { longestEarmark } from '../../../shared/inventory/policy.ts';
import { moved, unopened } from '../../../shared/inventory/stock.ts';
import { after, days, hours, instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt } from '../../../shared/kernel/values/ids.ts';

const now = instant(Date.UTC(2026, 10, 29));
const newId = idsAt(now);
const [earmarkId, merchantId, skuId] = [newId('earmark'), newId('merchant'), newId('sku')];
const terms = (until = after(now, days(3))): EarmarkTerms => ({
  purpose: 'Double Twelve',
  lines: [{ skuId, quantity: 4 }],
  until,
});

describe('units that are set aside for a campaign', () => {
  it('are given back once, by the shop or at the end [INV-13]', () => {
    const aside = setAside(earmarkId, merchantId, terms(), now);
    expect(aside.after).toMatchObject({ state: 'set-aside', setAsideAt: now });
    const over = giveBack(aside.after, after(now, hours(1)));
    expect(over.after).toMatchObject({ state: 'given-back', givenBackAt: after(now, hours(1)) });
    expect(() => giveBack(over.after, now)).toThrow(expect.objectContaining({ code: 'illegal-step' }));
  });

  it('are set aside for a time that is to come, and not for ever [INV-13]', () => {
    const until = (at: string) => () => setAside(earmarkId, merchantId, terms(at as typeof now), now);
    for (const at of [now, after(now, -hours(1)), after(now, longestEarmark + 1)]) {
      expect(until(at)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    }
    expect(until(after(now, longestEarmark))().after.state).toBe('set-aside');
  });

  it('cannot be bought, nor set aside twice, and no unit is lost, whatever orders do meanwhile [INV-13] [INV-01]', () => {
    const steps = fc.array(
      fc.record({
        kind: fc.constantFrom('earmark' as const, 'give-back' as const, 'take' as const, 'release' as const),
        quantity: fc.integer({ min: 0, max: 9 }),
      }),
      { maxLength: 40 },
    );
    fc.assert(fc.property(steps, (all) => {
      let stock = moved(unopened(skuId, merchantId), { kind: 'adjust', quantity: 20 });
      for (const step of all) {
        const allowed = {
          'earmark': stock.available,
          'give-back': stock.earmarked,
          'take': stock.available,
          'release': stock.held,
        };
        if (step.quantity > allowed[step.kind]) {
          expect(() => moved(stock, step)).toThrow(expect.objectContaining({ code: 'out-of-stock' }));
        } else stock = moved(stock, step);
        expect(stock.available + stock.held + stock.earmarked).toBe(20);
      }
    }));
  });
});
