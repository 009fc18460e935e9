/**
 * Fills a small marketplace and walks one order through it, telling what happens. What is there already is left as it
 * is.
 */
import { category, putOnSale, shelvedBefore, stock } from '../visitors/goods.ts';
import { enter, staffOf, type Credentials, type Staff, type Visitor } from '../visitors/people.ts';
import { keptPassword } from '../visitors/password.ts';
import { openShop, sha256Of, upload } from '../visitors/shops.ts';
import type { Site } from '../visitors/site.ts';
import { picture } from './picture.ts';
import { walkThrough } from './walk-through.ts';
import { categories, demoShops, type DemoShop, type Ware } from './wares.ts';

export type Say = (line: string) => void;

const currency = 'CNY';
const fen = (amount: number) => ({ amount, currency }) as const;

export interface SeedOptions {
  readonly site: Site;
  /** The password of all accounts of the demo. */
  readonly password: string;
  readonly say: Say;
}

/**
 * Safe to run again: shops and goods are made once, and the order is bought once.
 * @throws Error with what went wrong
 */
export const seed = async ({ site, password, say }: SeedOptions): Promise<void> => {
  const credentialsOf = (name: string): Credentials => ({ login: `${name}@demo.example`, password });
  const staff = await staffOf(site, credentialsOf);
  say(`Staff: ${staff.admin.login}, ${staff.reviewer.login}, ${staff.finance.login}`);

  const categoryIds = new Map<string, string>();
  for (const [key, { name, commissionRate }] of Object.entries(categories)) {
    categoryIds.set(key, await category(staff.admin, name, commissionRate));
    say(`Category: ${name.en} ${name.zh}, ${commissionRate / 100} % commission`);
  }

  const shops = new Map<string, Visitor>();
  for (const about of demoShops) {
    const owner = await enter(site, credentialsOf(about.login));
    const merchantId = await openShop(owner, staff, planOf(about, owner.login));
    shops.set(merchantId, owner);
    const skus = await shelve(owner, staff, about, categoryIds);
    say(
      `Shop: ${about.name.en} ${about.name.zh} (${owner.login}), ${about.wares.length} listings, ${skus} SKUs on sale`,
    );
  }
  await walkThrough({ buyer: await enter(site, credentialsOf('ana')), finance: staff.finance, shops, say });
};

/**
 * Seeds with the kept password, tells it on the terminal, and tells the password in the end.
 * @throws Error with what went wrong
 */
export const demonstrate = async (site: Site): Promise<void> => {
  const password = keptPassword();
  await seed({ site, password, say: console.log });
  console.log(`Everybody of the demo signs in with the password ${password}`);
};

const planOf = ({ name, intro, region, city }: DemoShop, email: string): Parameters<typeof openShop>[2] => {
  const address = {
    name: name.zh,
    phone: '+8613800138000',
    country: 'CN',
    region,
    city,
    street: '中山路 1 号',
    postalCode: '100000',
  };
  return {
    company: { name: `${name.zh}有限公司`, contactPerson: '李安', phone: '+8613800138000', email },
    store: { name, intro },
    currency,
    businessScope: intro.zh,
    businessCategory: name.zh,
    legalRepresentative: { name: '李安', identityNumber: '110101199001011234' },
    freight: { mode: 'template', zones: [{ country: 'CN', base: fen(800), perKg: fen(200) }], freeAbove: fen(50_000) },
    dispatch: { address },
    payoutAccount: { token: `acct_${email.split('@')[0]}`, holder: `${name.zh}有限公司` },
  };
};

/** Puts on sale what is not on sale yet, and counts the stock of that. @returns how many SKUs the shop has */
const shelve = async (
  owner: Visitor,
  staff: Staff,
  { wares }: DemoShop,
  categoryIds: ReadonlyMap<string, string>,
): Promise<number> => {
  const there = new Set((owner.isNew ? [] : await shelvedBefore(owner, staff)).flatMap(({ skus }) => [...skus.keys()]));
  for (const ware of wares) {
    if (ware.skus.every(({ code }) => there.has(code))) continue;
    const { listingId, skus } = await putOnSale(
      owner,
      staff,
      await contentOf(owner, ware, categoryIds.get(ware.category)!),
    );
    for (const skuId of skus.values()) await stock(owner, listingId, skuId, 50);
  }
  return wares.flatMap(({ skus }) => skus).length;
};

const contentOf = async (
  owner: Visitor,
  { title, description, hue, skus }: Ware,
  categoryId: string,
): Promise<Parameters<typeof putOnSale>[2]> => {
  const image = picture(hue);
  const { imageId, upload: ticket } = await owner.call('POST /merchant/v1/listing-images', {
    contentType: 'image/png',
    sha256: sha256Of(image),
  });
  await upload(owner, ticket, image);
  await owner.call('POST /merchant/v1/listing-images/{imageId}/check', { imageId });
  return {
    title,
    description,
    categoryId,
    images: [imageId],
    shipsWithinDays: 3,
    skus: skus.map(({ code, price, weight, spec }) => ({
      code,
      price: fen(price),
      weight,
      specs: spec ? [{ name: { en: 'Kind', zh: '款式' }, value: spec }] : [],
    })),
  };
};
