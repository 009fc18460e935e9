/**
 * `npm run measure:product-page`: requests per second and latencies of the public product page, on a local cloud of its
 * own, at 1, 8 and 32 clients. Each client sends its next request when it has the answer to the last.
 */
import { startCloud } from '../../local/cloud.ts';
import { playedFrom } from '../../local/gateway/http-event.ts';
import { category, putOnSale, stock } from '../../local/visitors/goods.ts';
import { enter, staffOf, type Credentials } from '../../local/visitors/people.ts';
import { openShop } from '../../local/visitors/shops.ts';
import { siteAt } from '../../local/visitors/site.ts';
import { percentile, print } from './report.ts';

const seconds = 10;
const credentialsOf = (name: string): Credentials => ({ login: `${name}@example.com`, password: 'Measured-2026' });

const cloud = await startCloud({ portOffset: 5000, dataDir: null, fresh: true, quiet: true });
const site = siteAt(cloud.urls.api, cloud.urls.control);

const staff = await staffOf(site, credentialsOf);
const shop = await enter(site, credentialsOf('shop'));
const address = {
  name: 'Blue Teapot',
  phone: '+5511999990000',
  country: 'BR',
  region: 'SP',
  city: 'São Paulo',
  street: 'Rua A 1',
  postalCode: '01000-000',
};
await openShop(shop, staff, {
  company: { name: 'Blue Teapot Ltd', contactPerson: 'Ann Lee', phone: '+8613800138000', email: 'shop@example.com' },
  store: { name: { en: 'Blue Teapot', zh: '蓝茶壶' } },
  currency: 'BRL',
  businessScope: 'Pottery',
  businessCategory: 'Tea ware',
  legalRepresentative: { name: 'Ann Lee', identityNumber: '110101199001011234' },
  freight: {
    mode: 'template',
    zones: [{ country: 'BR', base: { amount: 1000, currency: 'BRL' }, perKg: { amount: 250, currency: 'BRL' } }],
  },
  dispatch: { address },
  payoutAccount: { token: 'acct_measured', holder: 'Blue Teapot Ltd' },
});
const { listingId, skus } = await putOnSale(shop, staff, {
  title: { en: 'Clay teapot', zh: '陶壶' },
  description: { en: 'Thrown by hand.', zh: '手工拉坯。' },
  shipsWithinDays: 3,
  categoryId: await category(staff.admin, { en: 'Tea ware', zh: '茶具' }, 1000),
  skus: [
    {
      code: 'POT-S',
      price: { amount: 5890, currency: 'BRL' },
      weight: 900,
      specs: [{ name: { en: 'Size' }, value: { en: 'S' } }],
    },
    {
      code: 'POT-L',
      price: { amount: 7890, currency: 'BRL' },
      weight: 1500,
      specs: [{ name: { en: 'Size' }, value: { en: 'L' } }],
    },
  ],
});
for (const skuId of skus.values()) await stock(shop, listingId, skuId, 100);
await cloud.quiet();

const page = `${cloud.urls.shop}/v1/products/${listingId}`;
/** Each from a household of its own. */
const browse = async (until: number, client: number): Promise<number[]> => {
  const times: number[] = [];
  while (performance.now() < until) {
    const started = performance.now();
    const answer = await fetch(page, {
      headers: playedFrom(`198.18.${client}.${times.length % 256}`, cloud.visitorKey),
    });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`The product page answered ${answer.status}`);
    times.push(performance.now() - started);
  }
  return times;
};

const rows = [];
for (const clients of [1, 8, 32]) {
  const browseTogether = async (duration: number): Promise<number[]> => {
    const until = performance.now() + duration * 1000;
    return (await Promise.all(Array.from({ length: clients }, (_, client) => browse(until, client)))).flat();
  };
  await browseTogether(2);
  const times = await browseTogether(seconds);
  rows.push({
    'clients': clients,
    'requests/s': Math.round(times.length / seconds),
    'p50, ms': Number(percentile(times, 0.5).toFixed(1)),
    'p95, ms': Number(percentile(times, 0.95).toFixed(1)),
    'p99, ms': Number(percentile(times, 0.99).toFixed(1)),
  });
}
await cloud.stop();
print(`The product page, ${seconds} s each`, rows);
process.exit(0);
