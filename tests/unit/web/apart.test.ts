/** What a page asks apart is known to it by its type alone: here it is compared with what is declared. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadDeclarations, projectRoot, through } from '../../../infra/declarations.ts';
import type { Shown } from '../../../shared/kernel/doors/renderer.ts';

const declared = (await loadDeclarations()).filter(through('endpoint')).map(({ contract }) => contract);
// By their addresses: markup has types of its own, which tests do without.
const web = (name: string): string => pathToFileURL(join(projectRoot, 'web/storefront', name)).href;
const [{ pages }, { shownBy }] = await Promise.all([import(web('pages.ts')), import(web('render.tsx'))]) as [
  { pages: unknown },
  { shownBy: (pages: unknown) => Shown[] },
];

describe('what pages show', () => {
  it.each(shownBy(pages).map(({ contract }) => [contract.route, contract] as const))(
    '%s is declared so, and anyone may call it',
    (route, { input }) => {
      const endpoint = declared.find((one) => one.audience === 'shop' && one.route === route);
      expect(endpoint?.callers).toBe('anyone');
      expect(Object.keys(input.shape).toSorted()).toEqual(Object.keys(endpoint!.input.shape).toSorted());
    },
  );
});
