import { renderer } from '../../shared/kernel/doors/renderer.ts';
import { env } from '../../shared/kernel/env.ts';
import { pages } from '../../web/storefront/pages.ts';
import { renderSite, shownBy, stillStanding } from '../../web/storefront/render.tsx';

export const { contract, handler } = renderer({
  summary: 'Renders the public pages of the shop in Chinese and English.',
  shows: shownBy(pages),
  render: renderSite({ pages, assets: () => env('ASSETS'), origin: () => env('SITE'), uploads: () => env('UPLOADS') }),
  failed: stillStanding,
});
