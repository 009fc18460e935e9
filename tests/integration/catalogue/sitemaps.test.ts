import { expect, inject, it } from 'vitest';
import { runSchedule, settled } from '../../support/control.ts';
import { category, listed } from '../../support/listings.ts';
import { merchant } from '../../support/merchants.ts';
import { key } from '../../support/people.ts';

const file = async (path: string): Promise<string> => {
  const answer = await fetch(`${inject('cloud').api}/sitemaps/${path}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/xml']);
  return answer.text();
};

it('search engines are told each day of the categories, shops and products that can be seen [SEO-01]', async () => {
  const [seller, { categoryId }] = [await merchant(), await category({ name: { en: 'Tea ware', zh: '茶具' } })];
  const [pot, gone] = [await listed(seller, { categoryId }), await listed(seller, { categoryId })];
  await seller.call('POST /merchant/v1/listings/{listingId}/off-shelf', { listingId: gone.listingId }, key());
  await settled();
  expect(await runSchedule('catalogue/start-sitemaps')).toBe(1);
  await settled();
  const index = await file('index.xml');
  const names = [...index.matchAll(/<loc>[^<]*\/sitemaps\/([^<]+)<\/loc>/g)].map(([, name]) => name!);
  expect(names).toEqual(['categories-1.xml', 'shops-1.xml', 'products-1.xml']);
  const all = (await Promise.all(names.map(file))).map(decodeURI).join('');
  for (
    const path of [
      `/zh/c/茶具-${categoryId}`,
      `/en/c/tea-ware-${categoryId}`,
      `/zh/p/陶罐-${pot.listingId}`,
      `/en/p/clay-pot-${pot.listingId}`,
    ]
  ) expect(all).toMatch(new RegExp(`<loc>https?://[^<]*${path}</loc>`));
  expect(all).toContain(`-${seller.merchantId}</loc>`);
  expect(all).not.toContain(gone.listingId);
  // Once more is the same.
  await runSchedule('catalogue/start-sitemaps');
  await settled();
  expect(await file('index.xml')).toBe(index);
});
