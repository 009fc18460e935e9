/** What the demo shops sell, in English and Chinese. Prices are fen. */
import type { LocalText } from '../../shared/kernel/values/text.ts';

type Both = Required<LocalText> & { readonly zh: string; readonly en: string };

export interface Ware {
  readonly title: Both;
  readonly description: Both;
  readonly category: string;
  readonly hue: number;
  /** Each with its own code; `spec` sets it apart from the others. */
  readonly skus: readonly {
    readonly code: string;
    readonly price: number;
    readonly weight: number;
    readonly spec?: Both;
  }[];
}

export interface DemoShop {
  readonly login: string;
  readonly name: Both;
  readonly intro: Both;
  readonly region: string;
  readonly city: string;
  readonly wares: readonly Ware[];
}

/** Category names with their commission in basis points, by the name that wares go under. */
export const categories: Readonly<Record<string, { readonly name: Both; readonly commissionRate: number }>> = {
  tea: { name: { en: 'Tea ware', zh: '茶具' }, commissionRate: 1000 },
  paper: { name: { en: 'Stationery', zh: '文具' }, commissionRate: 800 },
  wool: { name: { en: 'Scarves and blankets', zh: '围巾与毯子' }, commissionRate: 1200 },
};

const size = { small: { en: 'Small', zh: '小' }, large: { en: 'Large', zh: '大' } };

export const demoShops: readonly DemoShop[] = [
  {
    login: 'blue-teapot',
    name: { en: 'Blue Teapot', zh: '蓝茶壶' },
    region: 'JX',
    city: '景德镇',
    intro: { en: 'Porcelain from Jingdezhen, thrown by hand.', zh: '景德镇手工瓷器。' },
    wares: [
      {
        title: { en: 'Clay teapot', zh: '陶壶' },
        description: { en: 'Thrown by hand, fired in wood.', zh: '手工拉坯，柴烧。' },
        category: 'tea',
        hue: 210,
        skus: [
          { code: 'POT-S', price: 16800, weight: 650, spec: size.small },
          { code: 'POT-L', price: 21800, weight: 900, spec: size.large },
        ],
      },
      {
        title: { en: 'Celadon cup', zh: '青瓷杯' },
        description: { en: 'Thin, and green as water.', zh: '胎薄，色如水。' },
        category: 'tea',
        hue: 150,
        skus: [{ code: 'CUP', price: 5800, weight: 180 }],
      },
      {
        title: { en: 'Gaiwan', zh: '盖碗' },
        description: { en: 'White porcelain with a lid and a saucer.', zh: '白瓷三才盖碗。' },
        category: 'tea',
        hue: 40,
        skus: [{ code: 'GAIWAN', price: 9900, weight: 320 }],
      },
      {
        title: { en: 'Tea tray', zh: '茶盘' },
        description: { en: 'Bamboo, with a drawer for the water.', zh: '竹制，带储水抽屉。' },
        category: 'tea',
        hue: 90,
        skus: [{ code: 'TRAY', price: 25900, weight: 2100 }],
      },
    ],
  },
  {
    login: 'bamboo-and-paper',
    name: { en: 'Bamboo & Paper', zh: '竹与纸' },
    region: 'AH',
    city: '宣城',
    intro: { en: 'Xuan paper, brushes and ink from Anhui.', zh: '安徽宣纸、毛笔与墨。' },
    wares: [
      {
        title: { en: 'Xuan paper', zh: '宣纸' },
        description: { en: 'A hundred sheets, unsized.', zh: '生宣一百张。' },
        category: 'paper',
        hue: 60,
        skus: [
          { code: 'XUAN-S', price: 8800, weight: 700, spec: size.small },
          { code: 'XUAN-L', price: 14800, weight: 1400, spec: size.large },
        ],
      },
      {
        title: { en: 'Wolf-hair brush', zh: '狼毫笔' },
        description: { en: 'For small regular script.', zh: '适于小楷。' },
        category: 'paper',
        hue: 20,
        skus: [{ code: 'BRUSH', price: 6800, weight: 60 }],
      },
      {
        title: { en: 'Ink stick', zh: '墨锭' },
        description: { en: 'Pine soot, aged for five years.', zh: '松烟，陈放五年。' },
        category: 'paper',
        hue: 260,
        skus: [{ code: 'INK', price: 12800, weight: 120 }],
      },
    ],
  },
  {
    login: 'north-wind',
    name: { en: 'North Wind', zh: '北风' },
    region: 'NM',
    city: '鄂尔多斯',
    intro: { en: 'Cashmere and wool from Inner Mongolia.', zh: '内蒙古羊绒与羊毛。' },
    wares: [
      {
        title: { en: 'Cashmere scarf', zh: '羊绒围巾' },
        description: { en: 'Two hundred grams that weigh nothing.', zh: '轻若无物。' },
        category: 'wool',
        hue: 340,
        skus: [
          { code: 'SCARF-RED', price: 39900, weight: 200, spec: { en: 'Red', zh: '红' } },
          { code: 'SCARF-GREY', price: 39900, weight: 200, spec: { en: 'Grey', zh: '灰' } },
        ],
      },
      {
        title: { en: 'Wool blanket', zh: '羊毛毯' },
        description: { en: 'For two, and a cold winter.', zh: '双人，御寒。' },
        category: 'wool',
        hue: 0,
        skus: [{ code: 'BLANKET', price: 59900, weight: 1800 }],
      },
      {
        title: { en: 'Felt slippers', zh: '毡拖鞋' },
        description: { en: 'Felted in one piece.', zh: '一体毡制。' },
        category: 'wool',
        hue: 300,
        skus: [
          { code: 'SLIPPERS-S', price: 11900, weight: 300, spec: size.small },
          { code: 'SLIPPERS-L', price: 11900, weight: 360, spec: size.large },
        ],
      },
    ],
  },
];
