/** `npm test -- --changed`: which test files a change can touch. */
import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadDeclarations, projectRoot } from '../../../infra/declarations.ts';
import { touchedBy } from '../../changed.ts';

const declarations = await loadDeclarations();
const files = globSync('{functions,shared,infra,local,web,tests,docs}/**/*.ts', { cwd: projectRoot });
const touched = (...changed: string[]): string[] =>
  touchedBy(changed, files, declarations).filter((file) => !file.startsWith('tests/unit/house/'));

describe('a change', () => {
  it('of a use case is tried by the test of its name', () =>
    expect(touched('functions/ordering/place-order.ts').filter((file) => !file.startsWith('tests/unit/')))
      .toEqual(['tests/integration/ordering/place-order.test.ts']));

  it('of a use case without one is tried by those of its context that call its route', () => {
    const found = touched('functions/ordering/cart/get-cart.ts');
    expect(found).toContain('tests/integration/ordering/add-cart-line.test.ts');
    expect(found.every((file) => file.startsWith('tests/integration/ordering/'))).toBe(true);
  });

  it('of a rule is tried by its unit test and by the use cases that go by it', () =>
    expect(touched('shared/ordering/order.ts')).toEqual(
      expect.arrayContaining([
        'tests/unit/ordering/order.test.ts',
        'tests/integration/ordering/place-order.test.ts',
        'tests/integration/ordering/accept-order.test.ts',
      ]),
    ));

  it('of a test is tried by itself', () =>
    expect(touched('tests/unit/ordering/order.test.ts')).toEqual(['tests/unit/ordering/order.test.ts']));

  it('of a helper is tried by all who use it', () =>
    expect(touched('tests/support/parcels.ts')).toContain('tests/e2e/parcel.test.ts'));

  it('of what declarations are made of goes through the suites of the house, of a licence through none', () => {
    expect(touchedBy(['functions/ordering/cart/get-cart.ts'], files, declarations))
      .toContain('tests/unit/house/declarations.test.ts');
    expect(touchedBy(['LICENSE'], files, declarations)).toEqual([]);
  });

  it('of background work that no test names is tried by all of its context', () => {
    const found = touched('functions/settlement/release-earning.ts');
    expect(found).toContain('tests/integration/settlement/get-statement.test.ts');
  });
});
