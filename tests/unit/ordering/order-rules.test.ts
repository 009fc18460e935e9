import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  judgeOrder,
  setOrderRules,
  stoppedBy,
  untilSaid,
  type OrderRuleTerms,
} from '../../../shared/ordering/automation/order-rules.ts';
import { acceptByRules, holdBack, pay, type Order } from '../../../shared/ordering/order.ts';
import { brl, merchant, now, placed } from './samples.ts';

/** Two units of R$ 58.90, sent to São Paulo; R$ 127.80 or so in all. */
const paid: Order = pay(placed().orders[0]!.after, now).after;
const terms: OrderRuleTerms = { ...untilSaid, enabled: true };
const sending = { dispatchAddress: true, warehouses: ['whs_1'] };
const judged = (order: Partial<Order> = {}, rules: Partial<OrderRuleTerms> = {}, how: Partial<typeof sending> = {}) =>
  judgeOrder({ ...paid, ...order }, { ...terms, ...rules }, { ...sending, ...how }, now);
const failing = (...args: Parameters<typeof judged>) =>
  judged(...args).checks.flatMap(({ check, holds }) => (holds ? [] : [check]));
const [line] = paid.lines;
const made = [{ ...line!, made: { chosen: [], productionDays: 5 } }, ...paid.lines.slice(1)];

describe("a shop's rules for orders [ORD-11 part]", () => {
  it.each<[string, Parameters<typeof judged>, readonly string[]]>([
    ['nothing stops', [], []],
    ['more money than allowed', [{}, { mostPayable: brl(paid.payable.amount - 1) }], ['payable']],
    ['as much money as allowed', [{}, { mostPayable: brl(paid.payable.amount) }], []],
    ['more units than allowed', [{}, { mostUnits: 1 }], ['units']],
    ['as many units as allowed', [{}, { mostUnits: 2 }], []],
    ['another country', [{}, { countries: ['CN', 'PT'] }], ['destination']],
    ['one of the countries', [{}, { countries: ['CN', 'BR'] }], []],
    ['a note', [{ note: 'As a present' }], ['buyer-note']],
    ['a note that does not matter', [{ note: 'As a present' }, { withNote: true }], []],
    ['what is made to order', [{ lines: made }], ['made-to-order']],
    ['what is made to order, gladly', [{ lines: made }, { madeToOrder: true }], []],
    ['no dispatch address', [{}, {}, { dispatchAddress: false }], ['dispatch-address']],
    ['two warehouses', [{}, {}, { warehouses: ['whs_1', 'whs_2'] }], ['one-warehouse']],
    ['two warehouses, gladly', [{}, { severalWarehouses: true }, { warehouses: ['whs_1', 'whs_2'] }], []],
    ['an order that does not pass its review', [{ payable: brl(1) }], ['review']],
  ])('%s', (_, args, stopped) => {
    expect(failing(...args)).toEqual(stopped);
    expect(judged(...args).passed).toBe(stopped.length === 0);
  });

  it('leave what no warehouse has enough of, and tell of all that stops it, with what was found and what is allowed', () => {
    const { passed, checks } = judgeOrder(
      { ...paid, note: 'Hello' },
      { ...terms, mostUnits: 1 },
      { dispatchAddress: true, warehouses: undefined },
      now,
    );
    expect(passed).toBe(false);
    expect(checks.filter(({ holds }) => !holds)).toEqual([
      { check: 'units', holds: false, actual: 2, allowed: 1 },
      { check: 'buyer-note', holds: false },
      { check: 'enough-stock', holds: false },
    ]);
  });

  it('accept exactly what every check holds of, however they are set', () => {
    fc.assert(fc.property(
      fc.record({
        mostUnits: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
        most: fc.option(fc.integer({ min: 0, max: 30_000 }), { nil: undefined }),
        withNote: fc.boolean(),
        severalWarehouses: fc.boolean(),
        note: fc.boolean(),
        warehouses: fc.integer({ min: 0, max: 3 }),
      }),
      ({ mostUnits, most, withNote, severalWarehouses, note, warehouses }) => {
        const judgement = judged(
          note ? { note: 'Hello' } : {},
          { mostUnits, withNote, severalWarehouses, ...(most !== undefined && { mostPayable: brl(most) }) },
          { warehouses: Array.from({ length: warehouses }, (_, i) => `whs_${i}`) },
        );
        expect(judgement.passed).toBe(
          (mostUnits === undefined || mostUnits >= 2)
            && (most === undefined || most >= paid.payable.amount)
            && (withNote || !note)
            && (severalWarehouses || warehouses <= 1),
        );
      },
    ));
  });

  it('are kept on the order: what stops it is shown while it waits, and no longer', () => {
    const stopped = holdBack(paid, judged({}, { mostUnits: 1 })).after;
    expect(stoppedBy(stopped)).toEqual(['units']);
    const accepted = acceptByRules(stopped, judged(), now).after;
    expect(accepted).toMatchObject({ state: 'awaiting-shipment', automatic: { passed: true } });
    expect(stoppedBy(accepted)).toEqual([]);
    expect(() => holdBack(accepted, judged())).toThrow('Nobody is asked');
  });

  it('are in the currency of the shop, and name each country once', () => {
    const shop = merchant();
    expect(() => setOrderRules(undefined, shop, { ...terms, mostPayable: { amount: 1, currency: 'EUR' } }))
      .toThrow('trades in BRL');
    const first = setOrderRules(undefined, shop, { ...terms, countries: ['BR', 'PT', 'BR'] }).after;
    expect(first.terms.countries).toEqual(['BR', 'PT']);
    expect(setOrderRules(first, shop, terms).after).toMatchObject({ version: 2, terms });
  });
});
