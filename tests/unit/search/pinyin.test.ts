import { beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { GoodsIndex } from '../../../shared/search/goods-index.ts';
import { searchRanking, searchWords } from '../../../shared/search/rulebooks.ts';
import { cutIntoSounds, soundsOf } from '../../../shared/search/sounds.ts';
import { spokenIn } from '../../../shared/search/spoken.ts';
import { makeGoods, nouns, type Made } from '../../load/search/goods.ts';
import { ndcg, queries } from '../../load/search/judged.ts';

const goods = makeGoods(1000);
const made = new Map<string, Made>(goods.map((one) => [one.article.listingId, one]));
const indexOf = (all: readonly Made[], spoken = true): GoodsIndex => {
  const index = new GoodsIndex();
  index.apply(all.map(({ article: { spoken: sounds, ...article } }) => ({
    of: 'listing',
    id: article.listingId,
    asOf: article.since,
    article: spoken ? { ...article, spoken: sounds } : article,
  })));
  return index;
};
const search = (index: GoodsIndex, query: string, limit = 24) =>
  index.search(
    { query, narrowing: { traits: {} }, order: 'relevance', limit },
    searchWords.byDefault,
    searchRanking.byDefault,
  )!;
const shown = (index: GoodsIndex, query: string, limit = 24): Made[] =>
  search(index, query, limit).cards.map(({ listingId }) => made.get(listingId)!);
const syllables = (zh: string): string[] => spokenIn([{ zh }]).flat().flatMap((one) => one.syllables);

describe('sounds', () => {
  it('are those of the word, where a character has several', () => {
    expect(syllables('重庆')).toEqual(['chong', 'qing']);
    expect(syllables('重量')).toEqual(['zhong', 'liang']);
    expect(syllables('绿色')).toEqual(['lv', 'se']);
    expect(syllables('藍色茶壺')).toEqual(['lan', 'se', 'cha', 'hu']);
    expect(spokenIn([{ en: 'Pot' }, { zh: 'USB 充电宝 5号' }]).map((run) => run.map(({ word }) => word).join('')))
      .toEqual(['充电宝', '号']);
  });

  it('are full and first letters, of words and of those that follow them', () => {
    const run = [{ word: '紫砂', syllables: ['zi', 'sha'] }, { word: '壶', syllables: ['hu'] }];
    expect(soundsOf(run).map(({ sound, phrase, full }) => [sound, phrase, full])).toEqual([
      ['zisha', '紫砂', true],
      ['zs', '紫砂', false],
      ['zishahu', '紫砂 壶', true],
      ['zsh', '紫砂 壶', false],
      ['hu', '壶', true],
    ]);
  });

  it('are cut into as few as can be, and not where a letter is left', () => {
    const known = new Set(['zi', 'sha', 'zisha', 'hu']);
    expect(cutIntoSounds('zishahu', (one) => known.has(one))).toEqual(['zisha', 'hu']);
    expect(cutIntoSounds('zishahux', (one) => known.has(one))).toBeUndefined();
  });
});

describe('searching by pinyin', () => {
  let index: GoodsIndex;
  beforeAll(() => {
    index = indexOf(goods);
  });

  it.each(nouns.map(({ name }) => [name.zh, name.en]))('finds %s by its full pinyin', (zh, en) => {
    for (const typed of [syllables(zh).join(''), syllables(zh).join(' '), syllables(zh).join("'").toUpperCase()]) {
      const found = shown(index, typed, 10);
      expect(found.length).toBeGreaterThan(0);
      expect([typed, found.filter(({ noun }) => noun.en !== en).map(({ noun }) => noun.zh)]).toEqual([typed, []]);
    }
  });

  it.each(nouns.map(({ name }) => [name.zh, name.en]))('finds %s by its first letters', (zh, en) => {
    const typed = syllables(zh).map((one) => one[0]).join('');
    // Others may begin with the same letters.
    expect(shown(index, typed, 1000).some(({ noun }) => noun.en === en)).toBe(true);
  });

  it('finds what has all of it, in several words, and beside Chinese and English', () => {
    for (const typed of ['lansechahu', 'lanse chahu', 'lan se cha hu', '蓝色chahu', 'blue chahu', 'chahu 蓝色']) {
      const [first] = shown(index, typed, 1);
      expect([typed, first!.noun.en, first!.colour.en]).toEqual([typed, 'teapot', 'blue']);
    }
    expect(search(index, 'lansechahu')).toMatchObject({ corrected: true, loose: false });
  });

  it('says by which words it looked, and finds nothing for what is no sound', () => {
    expect(search(index, 'weijin').words).toEqual(['围巾']);
    expect(search(index, 'xqzvx').count).toBe(0);
    expect(search(index, 'x').count).toBe(0);
    expect(search(index, '\'"*-()')).toBeUndefined();
  });

  it('leaves each judged query as it was', () => {
    const plain = indexOf(goods, false);
    for (const one of queries) {
      expect([one.query, search(index, one.query)]).toEqual([one.query, search(plain, one.query)]);
    }
    const worth = queries.map((one) => ndcg(one, shown(index, one.query, 1000), goods));
    expect(worth.reduce((sum, one) => sum + one, 0) / worth.length).toBeGreaterThan(0.75);
  });

  it('goes on with what is typed in pinyin, and suggests nothing that finds nothing', () => {
    expect(index.completions('chah', 8)).toContain('茶壶');
    expect(index.completions('weij', 8)[0]).toBe('围巾');
    expect(index.completions('cha h', 8)).toContain('茶壶');
    expect(index.completions('blue sca', 8)[0]).toBe('blue scarf');
    for (const typed of ['cd', 'sha', 'shuangjian', '蓝色 cha']) {
      for (const text of index.completions(typed, 8)) expect(search(index, text).loose).toBe(false);
    }
  });

  it('finds nothing any more of what went off the shelf, and goes on from a file of before', () => {
    const [one] = goods.filter(({ article }) => article.card.title.zh);
    const small = indexOf([one!]);
    const typed = syllables(one!.noun.zh).join('');
    expect(shown(small, typed)).toEqual([one]);
    small.apply([{ of: 'listing', id: one!.article.listingId, asOf: instant(Date.parse('2027-11-30')) }]);
    expect([search(small, typed).count, small.completions(typed, 5)]).toEqual([0, []]);
  });
});
