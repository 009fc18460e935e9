/**
 * Fills a small marketplace and walks one order through it, telling what happens. What is there already is left as it
 * is.
 */
import { readFile } from 'node:fs/promises';
import { category, putOnSale, shelvedBefore, stock } from '../visitors/goods.ts';
import { employ, enter, staffOf, type Credentials, type Staff, type Visitor } from '../visitors/people.ts';
import { keptPassword } from '../visitors/password.ts';
import { openShop, sha256Of, upload } from '../visitors/shops.ts';
import type { Site } from '../visitors/site.ts';
import { walkThrough } from './walk-through.ts';
import { furnishBackRoom } from './back-room.ts';
import { openFront } from './front.ts';
import { fillStockRoom } from './stock-room.ts';
import {
  advertise,
  announce,
  applyAndWait,
  buyInEachState,
  fillCart,
  giveFeedback,
  submitAndWait,
} from './situations.ts';
import { applicant, categories, demoShops, toReview, type DemoShop, type Ware } from './wares.ts';

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
  await Promise.all((['operator', 'support'] as const).map((role) => employ(staff.admin, credentialsOf(role), role)));
  say(`Staff: ${staff.admin.login}, ${staff.reviewer.login}, ${staff.finance.login}`);

  const categoryIds = new Map<string, string>();
  for (const [key, { name, commissionRate, within, attributes }] of Object.entries(categories)) {
    const parentId = within && categoryIds.get(within);
    categoryIds.set(key, await category(staff.admin, name, commissionRate, parentId, attributes));
    say(`Category: ${name.en} ${name.zh}, ${commissionRate / 100} % commission`);
  }

  const shops = new Map(
    await Promise.all(demoShops.map(async (about): Promise<[string, Visitor]> => {
      const owner = await enter(site, credentialsOf(about.login));
      const merchantId = await openShop(owner, staff, planOf(about, owner.login));
      const skus = await shelve(owner, staff, about, categoryIds);
      say(
        `Shop: ${about.name.en} ${about.name.zh} (${owner.login}), ${about.wares.length} listings, ${skus} SKUs on sale`,
      );
      return [merchantId, owner];
    })),
  );
  await fillStockRoom([...shops.values()][0]!);
  await walkThrough({ buyer: await enter(site, credentialsOf('ana')), finance: staff.finance, shops, say });
  const [waiting, ben] = await Promise.all([applicant.login, 'ben'].map((name) => enter(site, credentialsOf(name))));
  const [states] = await Promise.all([
    buyInEachState(ben!, shops).then(async (bought) => {
      await furnishBackRoom([...shops.values()][0]!, ben!, categoryIds.get(toReview.category)!);
      await fillCart(ben!, shops);
      return bought;
    }),
    openFront(staff.admin, shops, categoryIds),
    announce(staff.admin),
    giveFeedback(ben!, staff.admin),
    advertise(ben!, staff.reviewer),
    applyAndWait(waiting!, planOf(applicant, waiting!.login)),
    contentOf([...shops.values()][0]!, toReview, demoShops[0]!.craft, categoryIds.get(toReview.category)!).then((
      content,
    ) => submitAndWait([...shops.values()][0]!, content)),
  ]);
  if (states.length > 0) say(`\nOrders of ben@demo.example: ${states.join(', ')}`);
  say(`Waiting for the reviewer: the application of ${waiting!.login}, a listing of ${demoShops[0]!.name.en}`);
};

/**
 * Seeds with the kept password, tells it on the terminal, and tells the password in the end.
 * @throws Error with what went wrong
 */
export const demonstrate = async (site: Site): Promise<void> => {
  const password = keptPassword();
  await seed({ site, password, say: console.log });
  console.log(whoMaySignIn(site.api, password));
};

/** Where people go, and as whom they can go there. */
const whoMaySignIn = (site: string, password: string): string => {
  const at = (...names: string[]): string => names.map((name) => `${name}@demo.example`).join(', ');
  return [
    '',
    `  Shop              ${site}/`,
    `                    ${at('ana', 'ben')}`,
    `  Merchant console  ${site}/console/merchant/`,
    `                    ${at(...demoShops.map(({ login }) => login))}`,
    `                    ${at(applicant.login)} (has applied)`,
    `  Operator console  ${site}/console/operator/`,
    `                    ${at('admin', 'operator', 'reviewer', 'support', 'finance')}`,
    '',
    `Everybody of the demo signs in with the password ${password}`,
  ].join('\n');
};

const planOf = (
  { name, intro, region, city }: Omit<DemoShop, 'wares' | 'craft'>,
  email: string,
): Parameters<typeof openShop>[2] => {
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
  { wares, craft }: DemoShop,
  categoryIds: ReadonlyMap<string, string>,
): Promise<number> => {
  const there = new Set(
    (owner.isNew ? [] : await shelvedBefore(owner, staff, toReview.skus[0]!.code)).flatMap((
      { skus },
    ) => [...skus.keys()]),
  );
  for (const ware of wares) {
    if (ware.skus.every(({ code }) => there.has(code))) continue;
    const { listingId, skus } = await putOnSale(
      owner,
      staff,
      await contentOf(owner, ware, craft, categoryIds.get(ware.category)!),
    );
    for (const skuId of skus.values()) await stock(owner, listingId, skuId, 50);
  }
  return wares.flatMap(({ skus }) => skus).length;
};

const care: Ware['description'] = {
  en: 'Sent in paper and straw, without plastic. What arrives broken is replaced, no questions asked.',
  zh: '以纸与稻草包装寄出，不用塑料。若有破损，无条件补寄。',
};

const contentOf = async (
  owner: Visitor,
  { title, description, category, pictures, film, attributes, madeToOrder, skus }: Ware,
  craft: Ware['description'],
  categoryId: string,
): Promise<Parameters<typeof putOnSale>[2]> => ({
  title,
  description: {
    en: [description.en, craft.en, care.en].join('\n\n'),
    zh: [description.zh, craft.zh, care.zh].join('\n\n'),
  },
  categoryId,
  images: await Promise.all(pictures.flatMap((name) => [1, 2].map((view) => shown(owner, `${name}-${view}.webp`)))),
  video: film && await filmed(owner, film),
  attributes,
  madeToOrder,
  tags: categories[category]!.tags,
  shipsWithinDays: 3,
  skus: skus.map(({ code, price, listPrice, weight, spec }) => ({
    code,
    price: fen(price),
    listPrice: listPrice === undefined ? undefined : fen(listPrice),
    weight,
    specs: spec ? [{ name: { en: 'Kind', zh: '款式' }, value: spec }] : [],
  })),
});

/** Uploads a picture that the repository has drawn, and has it checked. @returns its id */
const shown = async (owner: Visitor, name: string): Promise<string> => {
  const image = new Uint8Array(await readFile(new URL(`pictures/${name}`, import.meta.url)));
  const { imageId, upload: ticket } = await owner.call('POST /merchant/v1/listing-images', {
    contentType: 'image/webp',
    sha256: sha256Of(image),
  });
  await upload(owner, ticket, image);
  await owner.call('POST /merchant/v1/listing-images/{imageId}/check', { imageId });
  return imageId;
};

/** Uploads a film that the repository has, and has it checked. @returns its id */
const filmed = async (owner: Visitor, name: string): Promise<string> => {
  const film = new Uint8Array(await readFile(new URL(`films/${name}.mp4`, import.meta.url)));
  const { videoId, upload: ticket } = await owner.call('POST /merchant/v1/listing-videos', {
    contentType: 'video/mp4',
    sha256: sha256Of(film),
  });
  await upload(owner, ticket, film);
  await owner.call('POST /merchant/v1/listing-videos/{videoId}/check', { videoId });
  return videoId;
};
