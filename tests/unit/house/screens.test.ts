/** Of the consoles: no operation without a screen, no screen without an operation, and no screen that nobody reaches. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { screenFiles } from '../../../docs/generators/screens.ts';
import { loadDeclarations, through } from '../../../infra/declarations.ts';
import { merchantOperations } from '../../../web/merchant-fields.ts';
import { operatorOperations } from '../../../web/operator-fields.ts';

/** Operations that no screen offers, each with the reason. */
const without: Readonly<Record<string, string>> = {
  'POST /operator/v1/front-images': 'is in the field for a picture, in the form of the home page',
  'POST /operator/v1/front-images/{imageId}/check': 'is in the field for a picture, in the form of the home page',
  'POST /merchant/v1/listing-videos': 'is in the field for a video',
  'POST /merchant/v1/listing-videos/{videoId}/check': 'is in the field for a video',
  'POST /merchant/v1/return-photos': 'is in the field for photos, wherever a form has one',
  'POST /merchant/v1/return-photos/{imageId}/check': 'is in the field for photos, wherever a form has one',
  'POST /merchant/v1/listing-images': 'is in the field for pictures, wherever a form has one',
  'POST /merchant/v1/listing-checks': 'is in the forms of a listing',
  'POST /merchant/v1/listing-images/{imageId}/check': 'is in the field for pictures, wherever a form has one',
};

const screens = screenFiles();
const known = new Set([...Object.keys(merchantOperations), ...Object.keys(operatorOperations)]);
const named = new Set(screens.flatMap(({ operations }) => operations));
const calledBy = new Map(
  (await loadDeclarations()).filter(through('endpoint')).map(({ contract }) => {
    const [method, path] = contract.route.split(' ');
    return [`${method} /${contract.audience}${path}`, contract.callers];
  }),
);

describe('the consoles', () => {
  it('offer every operation of shops and of the platform on a screen', () => {
    expect([...known].filter((operation) => !named.has(operation) && !(operation in without)).toSorted()).toEqual([]);
    expect(Object.keys(without).filter((operation) => named.has(operation) || !known.has(operation))).toEqual([]);
  });

  it.each(screens.map((screen) => [screen.name, screen] as const))(
    '%s names operations that there are, of its own console',
    (name, { operations }) => {
      expect(operations.filter((operation) => !known.has(operation))).toEqual([]);
      expect(operations.filter((operation) => !operation.includes(` /${name.split('/')[0]}/`))).toEqual([]);
    },
  );

  it('show each thing on one screen alone', () => {
    const mains = screens.map(({ operations: [main] }) => main);
    expect(mains.filter((main, i) => mains.indexOf(main) !== i)).toEqual([]);
  });

  it('let the compiler judge what is sent and read', () => {
    const castAway = globSync('web/console/**/*.{ts,tsx}').filter((file) =>
      /\bas (never|any)\b/.test(readFileSync(file, 'utf8'))
    );
    expect(castAway).toEqual([]);
  });

  it('have a screen to begin with for everybody who may call anything', () => {
    const roles = new Set(
      [...calledBy].flatMap((
        [route, callers],
      ) => (/ \/(merchant|operator)\//.test(route) && callers !== 'anyone' ? callers : [])),
    );
    const begun = new Set(
      screens.filter(({ kind, takes }) => kind !== 'create' && kind !== 'edit' && takes.length === 0)
        .flatMap(({ operations }) => calledBy.get(operations[0]!) ?? []),
    );
    expect([...roles].filter((role) => !begun.has(role))).toEqual([]);
  });
});
