/** Queries, and what of the made goods each is meant to find. */
import { colours, materials, type Made, nouns } from './goods.ts';

export interface Judged {
  readonly query: string;
  /** 3 is what was asked for, 1 is the right thing in another colour or material, 0 something else. */
  readonly grade: (made: Made) => number;
}

type Wanted = Partial<Record<'noun' | 'colour' | 'material' | 'look', string>>;

/** What is wanted, by its English names. @throws Error for what no goods are */
const wants = (wanted: Wanted): Judged['grade'] => {
  const known = [...nouns.map(({ name }) => name.en), ...colours.map(({ en }) => en), ...materials.map(({ en }) => en)];
  for (const [part, name] of Object.entries(wanted)) {
    if (part !== 'look' && !known.includes(name)) throw new Error(`No goods are ${name}`);
  }
  return (made) => {
    const fits = (part: keyof Wanted): boolean => wanted[part] === undefined || made[part].en === wanted[part];
    if (!fits('noun')) return 0;
    return fits('colour') && fits('material') && fits('look') ? 3 : wanted.noun ? 1 : 0;
  };
};

const judged = (query: string, wanted: Wanted): Judged => ({ query, grade: wants(wanted) });

export const queries: readonly Judged[] = [
  // English, as it is written.
  judged('teapot', { noun: 'teapot' }),
  judged('blue teapot', { noun: 'teapot', colour: 'blue' }),
  judged('porcelain teapot', { noun: 'teapot', material: 'porcelain' }),
  judged('red wool scarf', { noun: 'scarf', colour: 'red', material: 'wool' }),
  judged('leather wallet', { noun: 'wallet', material: 'leather' }),
  judged('black leather backpack', { noun: 'backpack', colour: 'black', material: 'leather' }),
  judged('walnut bookshelf', { noun: 'bookshelf', material: 'walnut' }),
  judged('bamboo chopping board', { noun: 'chopping board', material: 'bamboo' }),
  judged('silk pillow', { noun: 'pillow', material: 'silk' }),
  judged('a kettle for the kitchen', { noun: 'kettle' }),
  judged('glass desk lamp', { noun: 'desk lamp', material: 'glass' }),
  judged('vintage fountain pen', { noun: 'fountain pen', look: 'vintage' }),
  judged('foldable green suitcase', { noun: 'suitcase', look: 'foldable', colour: 'green' }),
  judged('large yellow kite', { noun: 'kite', look: 'large', colour: 'yellow' }),
  judged('children building blocks', { noun: 'building blocks', look: 'children' }),
  judged('linen bed sheet white', { noun: 'bed sheet', material: 'linen', colour: 'white' }),
  judged('Teapots', { noun: 'teapot' }),
  judged('wallets in leather', { noun: 'wallet', material: 'leather' }),
  judged('cotton towels', { noun: 'towel', material: 'cotton' }),
  judged('waterproof raincoat', { noun: 'raincoat', look: 'waterproof' }),
  judged('minimalist mirror', { noun: 'mirror', look: 'minimalist' }),
  judged('handmade chess set', { noun: 'chess set', look: 'handmade' }),
  // Mistyped.
  judged('teapto', { noun: 'teapot' }),
  judged('porcelan teapot', { noun: 'teapot', material: 'porcelain' }),
  judged('lether walet', { noun: 'wallet', material: 'leather' }),
  judged('bakpack', { noun: 'backpack' }),
  judged('headphnes black', { noun: 'headphones', colour: 'black' }),
  judged('keybord', { noun: 'keyboard' }),
  judged('umbrela waterprof raincoat', { noun: 'raincoat', look: 'waterproof' }),
  judged('stainles steel thermos', { noun: 'thermos', material: 'stainless steel' }),
  // By other words.
  judged('couch', { noun: 'sofa' }),
  judged('smartphone', { noun: 'mobile phone' }),
  judged('shawl', { noun: 'scarf' }),
  judged('throw blanket', { noun: 'blanket' }),
  // Chinese.
  judged('茶壶', { noun: 'teapot' }),
  judged('蓝色茶壶', { noun: 'teapot', colour: 'blue' }),
  judged('陶瓷茶杯', { noun: 'tea cup', material: 'porcelain' }),
  judged('红色羊毛围巾', { noun: 'scarf', colour: 'red', material: 'wool' }),
  judged('真皮钱包', { noun: 'wallet', material: 'leather' }),
  judged('黑色双肩包', { noun: 'backpack', colour: 'black' }),
  judged('胡桃木书架', { noun: 'bookshelf', material: 'walnut' }),
  judged('竹制砧板', { noun: 'chopping board', material: 'bamboo' }),
  judged('真丝枕头', { noun: 'pillow', material: 'silk' }),
  judged('儿童积木', { noun: 'building blocks', look: 'children' }),
  judged('复古钢笔', { noun: 'fountain pen', look: 'vintage' }),
  judged('折叠行李箱 绿色', { noun: 'suitcase', look: 'foldable', colour: 'green' }),
  judged('大号风筝', { noun: 'kite', look: 'large' }),
  judged('亚麻床单', { noun: 'bed sheet', material: 'linen' }),
  judged('不锈钢保温杯', { noun: 'thermos', material: 'stainless steel' }),
  judged('防水雨衣', { noun: 'raincoat', look: 'waterproof' }),
  judged('紫色花盆', { noun: 'flower pot', colour: 'purple' }),
  judged('简约镜子', { noun: 'mirror', look: 'minimalist' }),
  judged('手工国际象棋', { noun: 'chess set', look: 'handmade' }),
  judged('玻璃台灯', { noun: 'desk lamp', material: 'glass' }),
  judged('吊床', { noun: 'hammock' }),
  judged('喂鸟器', { noun: 'bird feeder' }),
  // Traditional characters, full width, both languages at once.
  judged('藍色茶壺', { noun: 'teapot', colour: 'blue' }),
  judged('不鏽鋼保溫杯', { noun: 'thermos', material: 'stainless steel' }),
  judged('羊毛圍巾', { noun: 'scarf', material: 'wool' }),
  judged('鋼筆', { noun: 'fountain pen' }),
  judged('ｗａｌｌｅｔ', { noun: 'wallet' }),
  judged('blue 茶壶', { noun: 'teapot', colour: 'blue' }),
  judged('羊毛 scarf', { noun: 'scarf', material: 'wool' }),
  judged('移动电话', { noun: 'mobile phone' }),
];

/** Discounted cumulative gain of the first ten, as a share of the best that there is. */
export const ndcg = ({ grade }: Judged, shown: readonly Made[], all: readonly Made[]): number => {
  const gain = (grades: readonly number[]): number =>
    grades.slice(0, 10).reduce((sum, one, i) => sum + (2 ** one - 1) / Math.log2(i + 2), 0);
  return gain(shown.map(grade)) / gain(all.map(grade).toSorted((a, b) => b - a));
};
