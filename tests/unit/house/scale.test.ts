import { describe, expect, it } from 'vitest';
import {
  functionCeilings,
  itemCeilings,
  measuredOrder,
  partitionCeilings,
  pollCeilings,
  queueCeilings,
  spreadKeys,
  stageCeilings,
  type Ceiling,
} from '../../../docs/generators/scale.ts';
import { loadDeclarations } from '../../../infra/declarations.ts';
import { stageNamed } from '../../../infra/stages.ts';

const declarations = await loadDeclarations();
const measured = measuredOrder();
const prod = stageNamed('prod');
const tooLow = (ceilings: readonly Ceiling[]): string[] =>
  ceilings.filter(({ orders, target }) => orders < target).map(({ what, formula, orders }) =>
    `${what}: ${formula} = ${Math.floor(orders)}`
  );

describe('1,000 orders a second, and 100 of one shop', () => {
  it('fit every partition that orders share [PER-01]', () => {
    const ceilings = partitionCeilings(measured, prod);
    expect(ceilings.length).toBeGreaterThan(8);
    expect(tooLow(ceilings)).toEqual([]);
  });

  it('fit every item that orders change together [PER-01]', () => {
    const ceilings = itemCeilings(measured, prod);
    expect(ceilings.map(({ what }) => what.split('`')[1])).toEqual(
      expect.arrayContaining(['BALANCE#*', 'STOCK#*', 'STOCK-SHIPPED#*']),
    );
    expect(tooLow(ceilings)).toEqual([]);
  });

  it('fit the functions that each order sets off [PER-01]', () => {
    const ceilings = [...functionCeilings(measured, declarations), ...queueCeilings(measured, declarations)];
    expect(ceilings.length).toBeGreaterThan(8);
    expect(tooLow(ceilings)).toEqual([]);
  });

  it('fit the pollers that ask about what they wait for, and their jobs [PER-01]', () => {
    expect(tooLow(pollCeilings(declarations, prod))).toEqual([]);
    expect(tooLow(pollCeilings(declarations, { ...prod, lanes: { ...prod.lanes, sweep: 1 } }))).not.toEqual([]);
  });

  it('fit what the production stage says [PER-01]', () => {
    expect(tooLow(stageCeilings(measured, prod))).toEqual([]);
  });

  it('do not fit what it was before: four partitions, and a shop whose orders are one', () => {
    const list = { index: 'gsi2', total: 0, changes: 0 } as const;
    const before = {
      shops: 1,
      runs: {},
      partitions: [
        { ...list, pattern: 'DUE#*', shared: 'spread', units: 20 },
        { ...list, pattern: 'MERCHANT-ORDERS#*', shared: 'shop', units: 22 },
        { ...list, pattern: 'NEW-LIST', shared: 'all', units: 2 },
      ],
    } as const;
    expect(tooLow(partitionCeilings(before, { ...prod, shards: [4] }))).toHaveLength(3);
  });

  it('do not fit one item that is changed twice by each order of a SKU', () => {
    const counters = { index: 'table', pattern: 'STOCK#*', shared: 'sku', units: 4, total: 4, changes: 2 } as const;
    expect(tooLow(itemCeilings({ shops: 1, runs: {}, partitions: [counters] }, prod))).toHaveLength(1);
  });
});

it('what is said to be spread is', () => {
  const keys = new Set(
    declarations.flatMap(({ contract }) =>
      contract.touches.flatMap(({ access: { grants } }) =>
        grants.flatMap((grant) => (grant.on === 'table' ? grant.keys : []))
      )
    ),
  );
  expect(spreadKeys().filter((key) => !keys.has(key))).toEqual([]);
});
