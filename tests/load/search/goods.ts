/** Goods as searches are measured with: what each is, is known by how it was made, so that a list of results can be judged. */
import type { CategoryId, ListingId } from '../../../shared/catalogue/public.ts';
import type { Article } from '../../../shared/search/article.ts';
import { spokenIn } from '../../../shared/search/spoken.ts';
import { after, days, instant } from '../../../shared/kernel/values/clock.ts';
import { derivedId } from '../../../shared/kernel/values/ids.ts';

interface Both {
  readonly en: string;
  readonly zh: string;
}

const both = (text: string): Both => {
  const [en = '', zh = ''] = text.split('=');
  return { en, zh };
};
const list = (text: string): Both[] => text.split(', ').map(both);

/** What goods are, by their category. */
export const nouns: readonly { readonly category: Both; readonly name: Both }[] = Object.entries({
  'Tea ware=茶具': 'teapot=茶壶, tea cup=茶杯, tea tray=茶盘, kettle=烧水壶, tea caddy=茶叶罐',
  'Kitchen=厨房': 'frying pan=平底锅, kitchen knife=菜刀, chopping board=砧板, lunch box=饭盒, thermos=保温杯',
  'Bed and bath=床品与卫浴': 'towel=毛巾, blanket=毯子, pillow=枕头, bed sheet=床单, bath mat=浴室垫',
  'Clothes=服装': 'scarf=围巾, raincoat=雨衣, sweater=毛衣, socks=袜子, straw hat=草帽',
  'Shoes and bags=鞋包': 'backpack=双肩包, slippers=拖鞋, suitcase=行李箱, wallet=钱包, running shoes=跑鞋',
  'Electronics=电子产品': 'mobile phone=手机, headphones=耳机, keyboard=键盘, power bank=充电宝, desk lamp=台灯',
  'Toys=玩具': 'building blocks=积木, jigsaw puzzle=拼图, teddy bear=泰迪熊, kite=风筝, chess set=国际象棋',
  'Garden=园艺': 'watering can=浇水壶, flower pot=花盆, garden shears=园艺剪, hammock=吊床, bird feeder=喂鸟器',
  'Stationery=文具': 'fountain pen=钢笔, notebook=笔记本, ink brush=毛笔, scissors=剪刀, pencil case=笔袋',
  'Furniture=家具': 'sofa=沙发, bookshelf=书架, stool=凳子, mirror=镜子, coffee table=茶几',
}).flatMap(([category, names]) => list(names).map((name) => ({ category: both(category), name })));
export const materials = list(
  'porcelain=陶瓷, bamboo=竹制, linen=亚麻, wool=羊毛, leather=真皮, stainless steel=不锈钢, cotton=纯棉, glass=玻璃, walnut=胡桃木, silk=真丝',
);
export const colours = list(
  'red=红色, blue=蓝色, green=绿色, black=黑色, white=白色, grey=灰色, yellow=黄色, purple=紫色',
);
const looks = list(
  'handmade=手工, vintage=复古, portable=便携, foldable=折叠, waterproof=防水, large=大号, small=小号, minimalist=简约, classic=经典, children=儿童',
);
const places = list('Jingdezhen=景德镇, Hangzhou=杭州, Suzhou=苏州, Chengdu=成都, Yixing=宜兴, Guangzhou=广州');

/** Numbers that look like chance and are the same each time (mulberry32). */
export const chances = (seed: number): () => number => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

export interface Made {
  readonly article: Article;
  readonly noun: Both;
  readonly category: Both;
  readonly material: Both;
  readonly colour: Both;
  readonly look: Both;
}

const categoryIdOf = (category: Both): CategoryId => derivedId('category', category.en);
const start = instant(Date.parse('2026-01-01T00:00:00.000Z'));

/** So many goods of some shops. A third has its title in both languages, a third in each one alone. */
export const makeGoods = (
  count: number,
  shops: readonly Article['merchantId'][] = [derivedId('merchant', 'one'), derivedId('merchant', 'two')],
): Made[] => {
  const chance = chances(count);
  const one = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)]!;
  return Array.from({ length: count }, (_, i) => {
    const { name: noun, category } = nouns[i % nouns.length]!;
    const [material, colour, look, place] = [one(materials), one(colours), one(looks), one(places)];
    const listingId: ListingId = derivedId('listing', `made ${i}`);
    const merchantId = one(shops);
    const title = {
      ...(i % 3 !== 1 && { en: `${look.en} ${colour.en} ${material.en} ${noun.en}, no. ${i}` }),
      ...(i % 3 !== 2 && { zh: `${look.zh}${colour.zh}${material.zh}${noun.zh} 第${i}款` }),
    };
    const article: Article = {
      listingId,
      merchantId,
      card: {
        listingId,
        merchantId,
        title,
        priceFrom: { amount: 500 + Math.floor(chance() * 100_000), currency: 'CNY' },
      },
      description: {
        en: `Made in ${place.en}. A gift for friends and family; care is easy and it lasts for years.`,
        zh: `${place.zh}出品，送礼自用皆宜，易于打理，经久耐用。`,
      },
      path: [categoryIdOf(category)],
      categories: [category],
      tags: [],
      traits: [
        { key: 'material', name: { en: 'Material', zh: '材质' }, value: material.en, label: material },
        { key: 'colour', name: { en: 'Colour', zh: '颜色' }, value: colour.en, label: colour },
      ],
      said: [place],
      spoken: spokenIn([title, category]),
      since: after(start, days(i % 300)),
      units: Math.floor(chance() ** 6 * 400),
      inStock: chance() > 0.08,
    };
    return { article, noun, category, material, colour, look };
  });
};
