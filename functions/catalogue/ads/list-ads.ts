import * as z from 'zod';
import { ads, adsOf } from '../../../shared/catalogue/ads/ad-store.ts';
import { AdCard, adCard } from '../../../shared/catalogue/ads/ad-view.ts';
import { AdKind } from '../../../shared/catalogue/events.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { page, pageInput } from '../../../shared/kernel/store/page.ts';

export const { contract, handler } = endpoint({
  summary: 'Lists what people offer, or look for, the newest first.',
  route: 'GET /v1/ads',
  audience: 'shop',
  callers: 'anyone',
  input: z.strictObject({ kind: AdKind.default('offer'), ...pageInput }),
  answer: { 200: page(AdCard) },
  problems: ['invalid-cursor'],
  touches: [ads.ofKind],
  cache: 30,
}, async ({ input: { kind, ...request } }) => {
  const { items, cursor } = await ads.ofKind(adsOf(kind), { ...request, newestFirst: true });
  return { items: items.map(adCard), cursor };
});
