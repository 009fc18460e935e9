/** What the demo shops sell, in English and Chinese. Prices are fen. */
import type { LocalText } from '../../shared/kernel/values/text.ts';
import type { Input } from '../../web/client.ts';

export type Both = Required<LocalText> & { readonly zh: string; readonly en: string };

export interface Ware {
  readonly title: Both;
  readonly description: Both;
  readonly category: string;
  /** By the names under which they are drawn (local/seed/drawing), two views of each. */
  readonly pictures: readonly string[];
  /** One of local/seed/films. */
  readonly film?: string;
  readonly attributes?: Input<'POST /merchant/v1/listings'>['attributes'];
  readonly madeToOrder?: Input<'POST /merchant/v1/listings'>['madeToOrder'];
  /** Each with its own code; `spec` sets it apart from the others. */
  readonly skus: readonly {
    readonly code: string;
    readonly price: number;
    readonly listPrice?: number;
    readonly weight: number;
    readonly spec?: Both;
  }[];
}

export interface DemoShop {
  readonly login: string;
  readonly name: Both;
  readonly intro: Both;
  /** How it makes what it sells: a paragraph of each description. */
  readonly craft: Both;
  readonly region: string;
  readonly city: string;
  readonly wares: readonly Ware[];
}

export interface DemoCategory {
  readonly name: Both;
  /** Basis points. */
  readonly commissionRate: number;
  /** The key of the category above it, which stands before it. */
  readonly within?: string;
  /** By what its goods are looked for. */
  readonly tags?: { readonly en: string[]; readonly zh: string[] };
  /** What listings tell of their goods. */
  readonly attributes?: Input<'POST /operator/v1/categories'>['attributes'];
}

const ofCeramics: DemoCategory['attributes'] = [
  {
    key: 'material',
    name: { en: 'Material', zh: '材质' },
    type: 'choice',
    required: false,
    options: [
      { value: 'clay', name: { en: 'Purple clay', zh: '紫砂' } },
      { value: 'porcelain', name: { en: 'Porcelain', zh: '瓷' } },
      { value: 'celadon', name: { en: 'Celadon', zh: '青瓷' } },
      { value: 'bamboo', name: { en: 'Bamboo', zh: '竹' } },
    ],
  },
  { key: 'capacity', name: { en: 'Holds (ml)', zh: '容量（毫升）' }, type: 'number', required: false },
  { key: 'height', name: { en: 'Height (cm)', zh: '高（厘米）' }, type: 'number', required: false },
  { key: 'dishwasher', name: { en: 'Dishwasher', zh: '可用洗碗机' }, type: 'boolean', required: false },
  { key: 'origin', name: { en: 'Made in', zh: '产地' }, type: 'text', required: false },
];

/** By the name that wares go under. */
export const categories: Readonly<Record<string, DemoCategory>> = {
  'table': { name: { en: 'Tea and table', zh: '茶与餐桌' }, commissionRate: 1000 },
  'tea-ware': {
    name: { en: 'Tea ware', zh: '茶具' },
    commissionRate: 1000,
    tags: { en: ['tea ware', 'tea', 'handmade'], zh: ['茶具', '茶', '手工'] },
    within: 'table',
    attributes: ofCeramics,
  },
  'tableware': {
    name: { en: 'Tableware', zh: '餐具' },
    commissionRate: 1000,
    tags: { en: ['tableware', 'porcelain', 'handmade'], zh: ['餐具', '瓷器', '手工'] },
    within: 'table',
    attributes: ofCeramics,
  },
  'writing': { name: { en: 'Writing', zh: '书写' }, commissionRate: 800 },
  'paper-and-ink': {
    name: { en: 'Paper and ink', zh: '纸墨笔砚' },
    commissionRate: 800,
    tags: { en: ['calligraphy', 'paper', 'ink'], zh: ['书法', '纸', '墨'] },
    within: 'writing',
  },
  'notebooks': {
    name: { en: 'Notebooks', zh: '本册' },
    commissionRate: 800,
    tags: { en: ['notebook', 'paper', 'hand-bound'], zh: ['本子', '纸', '手工装订'] },
    within: 'writing',
  },
  'textiles': { name: { en: 'Wool and linen', zh: '毛与麻' }, commissionRate: 1200 },
  'scarves': {
    name: { en: 'Scarves', zh: '围巾' },
    commissionRate: 1200,
    tags: { en: ['scarf', 'wool', 'hand-woven'], zh: ['围巾', '羊毛', '手织'] },
    within: 'textiles',
  },
  'home-textiles': {
    name: { en: 'Blankets and slippers', zh: '毯、垫与拖鞋' },
    commissionRate: 1200,
    tags: { en: ['blanket', 'wool', 'linen'], zh: ['毯子', '羊毛', '亚麻'] },
    within: 'textiles',
  },
  'home': { name: { en: 'Rooms', zh: '居室' }, commissionRate: 900 },
  'wood': {
    name: { en: 'Wood and bamboo', zh: '木与竹' },
    commissionRate: 900,
    tags: { en: ['wood', 'bamboo', 'handmade'], zh: ['木器', '竹', '手工'] },
    within: 'home',
  },
  'light': {
    name: { en: 'Light', zh: '灯烛' },
    commissionRate: 900,
    tags: { en: ['lamp', 'candle', 'paper'], zh: ['灯', '烛', '纸'] },
    within: 'home',
  },
  'vases-and-tins': {
    name: { en: 'Vases and tins', zh: '瓶罐' },
    commissionRate: 900,
    tags: { en: ['vase', 'tin', 'flowers'], zh: ['花瓶', '罐', '插花'] },
    within: 'home',
  },
};

const size = { small: { en: 'Small', zh: '小' }, large: { en: 'Large', zh: '大' } };

export const demoShops: readonly DemoShop[] = [
  {
    login: 'blue-teapot',
    name: { en: 'Blue Teapot', zh: '蓝茶壶' },
    region: 'JX',
    city: '景德镇',
    intro: { en: 'Porcelain from Jingdezhen, thrown by hand.', zh: '景德镇手工瓷器。' },
    craft: {
      en:
        'Our workshop stands on the east bank of the Chang. Four people throw, two glaze, and the kiln is fired twice a month; what is not right when it comes out is broken that day.',
      zh: '我们的作坊在昌江东岸。四人拉坯，两人施釉，每月开窑两次；出窑不合格的，当日即毁。',
    },
    wares: [
      {
        title: { en: 'Clay teapot', zh: '陶壶' },
        description: {
          en:
            'A round pot that pours without a drop, for three small cups or one long afternoon. The clay is left bare so that it takes on colour with the years.',
          zh: '圆壶，断水利落，可供三小杯，亦可伴一个长长的下午。陶土不施釉，岁月会慢慢为它上色。',
        },
        category: 'tea-ware',
        pictures: ['teapot'],
        film: 'teapot-turning',
        attributes: { material: 'clay', capacity: 240, height: 9, dishwasher: false, origin: '景德镇 Jingdezhen' },
        skus: [
          { code: 'POT-S', price: 16800, listPrice: 19800, weight: 650, spec: size.small },
          { code: 'POT-L', price: 21800, listPrice: 25800, weight: 900, spec: size.large },
        ],
      },
      {
        title: { en: 'Celadon cup', zh: '青瓷杯' },
        description: {
          en:
            'Thin, and green as water under trees. It is warm to hold and never too hot, because the foot stands high.',
          zh: '胎薄，色如树下的水。高足，握之温而不烫。',
        },
        category: 'tea-ware',
        pictures: ['cup'],
        attributes: { material: 'celadon', capacity: 80, height: 6, dishwasher: true, origin: '景德镇 Jingdezhen' },
        skus: [
          { code: 'CUP', price: 5800, weight: 180 },
        ],
      },
      {
        title: { en: 'Gaiwan with saucer', zh: '盖碗' },
        description: {
          en:
            'White porcelain with a lid, a saucer and one wave of cobalt. The rim turns outwards, so that fingers stay cool.',
          zh: '白瓷三才盖碗，一道青花水波。口沿外撇，不烫手。',
        },
        category: 'tea-ware',
        pictures: ['gaiwan'],
        attributes: { material: 'porcelain', capacity: 150, height: 10, dishwasher: true, origin: '景德镇 Jingdezhen' },
        skus: [
          { code: 'GAIWAN', price: 9900, weight: 320 },
        ],
      },
      {
        title: { en: 'Blue teapot', zh: '蓝釉壶' },
        description: {
          en: 'The pot that gave the shop its name: a blue that is deep at the foot and runs light to the lid.',
          zh: '店名由来之壶：底部深蓝，向盖渐浅。',
        },
        category: 'tea-ware',
        pictures: ['teapot-blue'],
        attributes: { material: 'porcelain', capacity: 320, height: 12, dishwasher: true, origin: '景德镇 Jingdezhen' },
        skus: [
          { code: 'BLUEPOT', price: 28800, weight: 780 },
        ],
      },
      {
        title: { en: 'Tea tray of bamboo', zh: '竹茶盘' },
        description: {
          en: 'Thirteen slats over a drawer for the water. It is oiled, not lacquered, and can be oiled again.',
          zh: '十三根竹条，下有储水抽屉。只上油，不上漆，可反复养护。',
        },
        category: 'tea-ware',
        pictures: ['tray'],
        skus: [
          { code: 'TRAY', price: 25900, weight: 2100 },
        ],
      },
      {
        title: { en: 'Two bowls', zh: '对碗' },
        description: {
          en: 'A bowl for rice in warm white, and a smaller one in slate blue for what goes with it.',
          zh: '一大一小：暖白饭碗与青灰小碗。',
        },
        category: 'tableware',
        pictures: ['bowls'],
        attributes: { material: 'porcelain', capacity: 450, dishwasher: true, origin: '景德镇 Jingdezhen' },
        skus: [
          { code: 'BOWLS', price: 12800, weight: 760 },
        ],
      },
      {
        title: { en: 'Plate with a cobalt rim', zh: '青花盘' },
        description: {
          en: 'Twenty-six centimetres, painted with one brush in one turn of the wheel.',
          zh: '直径二十六厘米，一笔一转绘成。',
        },
        category: 'tableware',
        pictures: ['plate'],
        madeToOrder: {
          productionDays: 12,
          options: [
            {
              kind: 'text',
              code: 'FOOT',
              name: { en: 'Name on the foot', zh: '底款题字' },
              required: false,
              longest: 20,
            },
            {
              kind: 'choice',
              code: 'RIM',
              name: { en: 'Rim', zh: '边饰' },
              required: false,
              choices: [
                { code: 'COBALT', name: { en: 'Cobalt', zh: '青花' } },
                { code: 'CELADON', name: { en: 'Celadon', zh: '青釉' }, surcharge: { amount: 2000, currency: 'CNY' } },
                { code: 'GOLD', name: { en: 'Gold', zh: '描金' }, surcharge: { amount: 8800, currency: 'CNY' } },
              ],
            },
            { kind: 'picture', code: 'MOTIF', name: { en: 'A motif of your own', zh: '自选图案' }, required: false },
          ],
        },
        skus: [
          { code: 'PLATE', price: 8800, weight: 620 },
        ],
      },
    ],
  },
  {
    login: 'bamboo-and-paper',
    name: { en: 'Bamboo & Paper', zh: '竹与纸' },
    region: 'AH',
    city: '宣城',
    intro: { en: 'Xuan paper, brushes and ink from Anhui.', zh: '安徽宣纸、毛笔与墨。' },
    craft: {
      en:
        'Everything here is made within a day’s walk of Jing county, by families who have made it for as long as anyone remembers. We write with it ourselves before we sell it.',
      zh: '店中各物皆出自泾县一日脚程之内，由世代相传的人家制作。出售之前，我们自己先用过。',
    },
    wares: [
      {
        title: { en: 'Xuan paper', zh: '宣纸' },
        description: {
          en:
            'A hundred sheets, unsized, of sandalwood bark and rice straw. Ink spreads evenly and dries without a shine.',
          zh: '生宣一百张，青檀皮与沙田稻草所制。墨晕均匀，干后无光。',
        },
        category: 'paper-and-ink',
        pictures: ['rolls'],
        skus: [
          { code: 'XUAN-S', price: 8800, weight: 700, spec: size.small },
          { code: 'XUAN-L', price: 14800, weight: 1400, spec: size.large },
        ],
      },
      {
        title: { en: 'Wolf-hair brushes, a pair', zh: '狼毫对笔' },
        description: {
          en:
            'One for small regular script and one for running hand. The hair springs back, the stem is of bamboo cut in winter.',
          zh: '一支宜小楷，一支宜行书。毫健而有弹性，笔杆用冬竹。',
        },
        category: 'paper-and-ink',
        pictures: ['brushes'],
        skus: [
          { code: 'BRUSH', price: 6800, weight: 60 },
        ],
      },
      {
        title: { en: 'Ink stick and stone', zh: '墨与砚' },
        description: {
          en: 'Pine soot, aged for five years, with a slate stone to grind it on.',
          zh: '松烟墨，陈放五年，附石砚。',
        },
        category: 'paper-and-ink',
        pictures: ['ink'],
        skus: [
          { code: 'INK', price: 12800, weight: 820 },
        ],
      },
      {
        title: { en: 'Two notebooks', zh: '线装本两册' },
        description: {
          en: 'Sewn by hand and bound in cloth: blue for plans, red for what came of them.',
          zh: '手工锁线，布面：蓝册记打算，红册记结果。',
        },
        category: 'notebooks',
        pictures: ['books'],
        skus: [
          { code: 'BOOKS', price: 7600, weight: 540 },
        ],
      },
    ],
  },
  {
    login: 'north-wind',
    name: { en: 'North Wind', zh: '北风' },
    region: 'NM',
    city: '鄂尔多斯',
    intro: { en: 'Cashmere and wool from Inner Mongolia.', zh: '内蒙古羊绒与羊毛。' },
    craft: {
      en:
        'The wool is combed in spring from herds that we know by name, spun in Ordos and woven on looms from the sixties that nobody could make run faster.',
      zh: '羊毛春季梳取自我们熟识的羊群，在鄂尔多斯纺成，用六十年代的老织机慢慢织就。',
    },
    wares: [
      {
        title: { en: 'Cashmere scarf', zh: '羊绒围巾' },
        description: {
          en: 'Two hundred grams that weigh nothing. Two metres long, with a stripe and a short fringe.',
          zh: '二百克，轻若无物。长两米，一道条纹，短流苏。',
        },
        category: 'scarves',
        pictures: ['scarf', 'scarf-grey'],
        skus: [
          { code: 'SCARF-RED', price: 39900, weight: 200, spec: { en: 'Red', zh: '红' } },
          { code: 'SCARF-GREY', price: 39900, weight: 200, spec: { en: 'Grey', zh: '灰' } },
        ],
      },
      {
        title: { en: 'Wool blanket', zh: '羊毛毯' },
        description: {
          en: 'For two, and a cold winter. It is heavy, soft on one side and plain on the other.',
          zh: '双人，御寒。分量足，一面柔软，一面素净。',
        },
        category: 'home-textiles',
        pictures: ['blanket'],
        skus: [
          { code: 'BLANKET', price: 59900, weight: 1800 },
        ],
      },
      {
        title: { en: 'Felt slippers', zh: '毡拖鞋' },
        description: {
          en: 'Felted in one piece, with a lining of lamb. They take the shape of the foot within a week.',
          zh: '一体毡制，羔羊毛里。一周即合脚。',
        },
        category: 'home-textiles',
        pictures: ['slippers'],
        skus: [
          { code: 'SLIPPERS-S', price: 11900, weight: 300, spec: size.small },
          { code: 'SLIPPERS-L', price: 11900, weight: 360, spec: size.large },
        ],
      },
      {
        title: { en: 'Linen cushion', zh: '亚麻坐垫' },
        description: {
          en: 'Woven from undyed yarn and filled with wool. The cover comes off and may be washed.',
          zh: '原色纱织，羊毛填充。外套可拆洗。',
        },
        category: 'home-textiles',
        pictures: ['cushion'],
        skus: [
          { code: 'CUSHION', price: 15900, weight: 900 },
        ],
      },
    ],
  },
  {
    login: 'old-walnut',
    name: { en: 'Old Walnut', zh: '老胡桃' },
    region: 'ZJ',
    city: '东阳',
    intro: { en: 'Boxes, stools and baskets of wood and bamboo.', zh: '木与竹：匣、凳、篮。' },
    craft: {
      en:
        'We join without screws, so that wood may move with the seasons. Each piece carries the mark of who made it, and comes back to that bench if it ever needs mending.',
      zh: '榫卯相接，不用螺钉，木材可随季节伸缩。每件有匠人印记，需修时回到同一张工作台。',
    },
    wares: [
      {
        title: { en: 'Walnut box', zh: '胡桃木匣' },
        description: {
          en: 'For letters, tea or whatever must not be lost. The grain runs on from the lid to the side.',
          zh: '收信札、茶叶，或任何不可遗失之物。木纹自盖至侧连贯。',
        },
        category: 'wood',
        pictures: ['chest'],
        skus: [
          { code: 'CHEST', price: 32800, weight: 1500 },
        ],
      },
      {
        title: { en: 'Three-legged stool', zh: '三足凳' },
        description: {
          en: 'It stands on any floor, because three legs always do. Ash, oiled.',
          zh: '三足之凳，任何地面皆稳。白蜡木，上油。',
        },
        category: 'wood',
        pictures: ['stool'],
        skus: [
          { code: 'STOOL', price: 26800, weight: 2900 },
        ],
      },
      {
        title: { en: 'Bamboo basket', zh: '竹篮' },
        description: {
          en: 'Woven from strips of one culm. It carries eight kilograms and creaks a little, as it should.',
          zh: '一竿之竹劈篾编成。可负八公斤，略有吱呀，正该如此。',
        },
        category: 'wood',
        pictures: ['basket'],
        skus: [
          { code: 'BASKET', price: 13800, weight: 650 },
        ],
      },
    ],
  },
  {
    login: 'evening-light',
    name: { en: 'Evening Light', zh: '晚灯' },
    region: 'JS',
    city: '苏州',
    intro: { en: 'Lamps, candles and vases for quiet rooms.', zh: '灯、烛与瓶，为安静的房间。' },
    craft: {
      en:
        'A room needs less light than one thinks, in more places. We make small lights, and a few things that look well beside them.',
      zh: '房间所需的光比想象的少，处所却要多。我们做小灯，也做几样与之相宜的东西。',
    },
    wares: [
      {
        title: { en: 'Paper lantern', zh: '纸灯' },
        description: {
          en: 'Mulberry paper over ribs of bamboo, on a turned foot. It gives the light of an overcast afternoon.',
          zh: '竹骨桑皮纸，旋木灯座。光如阴天午后。',
        },
        category: 'light',
        pictures: ['lantern'],
        skus: [
          { code: 'LANTERN', price: 23800, weight: 1100 },
        ],
      },
      {
        title: { en: 'Candle in a glazed cup', zh: '釉杯烛' },
        description: {
          en: 'Burns for forty hours, of rape wax, without a scent. The cup stays.',
          zh: '菜籽蜡，无香，可燃四十小时。杯可留用。',
        },
        category: 'light',
        pictures: ['candle'],
        skus: [
          { code: 'CANDLE', price: 6900, weight: 480 },
        ],
      },
      {
        title: { en: 'Celadon vase', zh: '青瓷瓶' },
        description: {
          en: 'For one branch. The glaze gathers at the shoulder and is almost blue there.',
          zh: '宜插一枝。釉积于肩，几近于蓝。',
        },
        category: 'vases-and-tins',
        pictures: ['vase'],
        skus: [
          { code: 'VASE', price: 18800, weight: 900 },
        ],
      },
      {
        title: { en: 'Tea tin', zh: '茶罐' },
        description: {
          en: 'Holds a hundred grams and closes with a sigh. Green lacquer, brass lid.',
          zh: '容百克，合盖轻叹一声。绿漆，铜盖。',
        },
        category: 'vases-and-tins',
        pictures: ['caddy'],
        skus: [
          { code: 'TIN', price: 8600, weight: 260 },
        ],
      },
    ],
  },
];

/** Whoever has applied for a shop, and waits. */
export const applicant: Omit<DemoShop, 'wares' | 'craft'> = {
  login: 'river-stone',
  name: { en: 'River Stone', zh: '溪石' },
  region: 'FJ',
  city: '福州',
  intro: { en: 'Seals and inkstones, cut to order.', zh: '印章与砚台，来样定制。' },
};

/** What the first shop has submitted, and nobody has looked at yet. */
export const toReview: Ware = {
  title: { en: 'Bowls for two', zh: '双人碗' },
  description: { en: 'The two bowls once more, in a box for a present.', zh: '对碗礼盒装。' },
  category: 'tableware',
  pictures: ['bowls'],
  skus: [{ code: 'BOWLS-BOX', price: 14800, weight: 980 }],
};
