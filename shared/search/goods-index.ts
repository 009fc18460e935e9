import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { CategoryId, ListingId, ProductCard } from '../catalogue/public.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import type { Currency } from '../kernel/values/money.ts';
import type { LocalText } from '../kernel/values/text.ts';
import type { Article, IndexChange } from './article.ts';
import type { Fit } from './habits/habits.ts';
import { roundBounds } from './price-bounds.ts';
import { askingFor, type Asking } from './query.ts';
import type { Ranking, SearchWords } from './rulebooks.ts';
import { isPinyin, leastLetters, soundsOf } from './sounds.ts';
import { charactersOf, isHan, wordsOf } from './text.ts';
import { editsIn, meant } from './typing.ts';

export type SearchOrder = 'relevance' | 'price-up' | 'price-down' | 'sales' | 'newest';

/** What a search is narrowed to. */
export interface Narrowing {
  readonly categoryId?: CategoryId | undefined;
  readonly merchantId?: MerchantId | undefined;
  readonly inStock?: boolean | undefined;
  /** Minor units of the currency that most of what was found has: from one amount up to, and not including, another. */
  readonly priceFrom?: number | undefined;
  readonly priceTo?: number | undefined;
  /** By key: one of these values. */
  readonly traits: Readonly<Record<string, readonly string[]>>;
}

/** Where a page of results begins: after what had this key, and this id. */
export interface Position {
  readonly key: number | string;
  readonly id: string;
}

export interface SearchRequest {
  readonly query: string;
  readonly narrowing: Narrowing;
  readonly order: SearchOrder;
  readonly limit: number;
  readonly after?: Position | undefined;
}

interface Counted {
  readonly count: number;
}
export interface Facets {
  readonly categories: readonly (Counted & { readonly categoryId: CategoryId })[];
  readonly shops: readonly (Counted & { readonly merchantId: MerchantId })[];
  readonly inStock: number;
  /** Each from one amount up to, and not including, the next; the first and the last are open. */
  readonly prices: readonly (Counted & { readonly from?: number | undefined; readonly to?: number | undefined })[];
  readonly traits: readonly {
    readonly key: string;
    readonly name: LocalText;
    readonly values: readonly (Counted & { readonly value: string; readonly label: LocalText })[];
  }[];
}

export interface Found {
  readonly cards: readonly ProductCard[];
  readonly next: Position | undefined;
  /** How many there are, as far as they are looked at (`mostHits`). */
  readonly count: number;
  /** What prices are compared in. */
  readonly currency: string | undefined;
  readonly facets: Facets;
  /** The words that were searched for. */
  readonly words: readonly string[];
  readonly corrected: boolean;
  /** Nothing has all words: these have some. */
  readonly loose: boolean;
}

/** What a place among the results rests on: 0 to 1 each. */
export interface Factors {
  readonly text: number;
  readonly sales: number;
  readonly rating: number;
  readonly credit: number;
  readonly stock: number;
  /** How well it fits the habits of whoever searches, as far as its words match. */
  readonly habits: number;
}

export interface Explained {
  readonly place: number;
  readonly card: ProductCard;
  readonly score: number;
  readonly factors: Factors;
  /** How well each part of its text matches by itself (BM25), as the ranking counts it. */
  readonly parts: Readonly<Record<Part, number>>;
}

/** Goods that are looked at for one search, the best matches of the words: beyond it, a search is to be narrowed. */
export const mostHits = 5000;
const parts = ['title', 'tags', 'category', 'attributes', 'description', 'characters'] as const;
type Part = (typeof parts)[number];

const schema = `
  CREATE TABLE goods (
    doc INTEGER PRIMARY KEY, listing TEXT NOT NULL UNIQUE, as_of TEXT NOT NULL, shown INTEGER NOT NULL,
    merchant TEXT, currency TEXT, price INTEGER, since TEXT, units INTEGER, in_stock INTEGER, rating REAL, credit REAL,
    card TEXT
  );
  CREATE INDEX goods_by_sales ON goods (in_stock DESC, units DESC) WHERE shown = 1;
  CREATE TABLE in_category (
    category TEXT, doc INTEGER, in_stock INTEGER, units INTEGER, PRIMARY KEY (category, doc)
  ) WITHOUT ROWID;
  CREATE INDEX categories_by_sales ON in_category (category, in_stock DESC, units DESC);
  CREATE INDEX categories_of ON in_category (doc);
  CREATE TABLE traits (id INTEGER PRIMARY KEY, key TEXT, value TEXT, name TEXT, label TEXT, UNIQUE (key, value));
  CREATE TABLE has_trait (doc INTEGER, trait INTEGER, PRIMARY KEY (doc, trait)) WITHOUT ROWID;
  CREATE TABLE shops (merchant TEXT PRIMARY KEY, as_of TEXT NOT NULL, open INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, goods INTEGER NOT NULL);
  CREATE VIRTUAL TABLE texts USING fts5(
    ${
  parts.join(', ')
}, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2', prefix = '3'
  );
  CREATE VIRTUAL TABLE spellings USING fts5(word, content = '', detail = none, tokenize = 'trigram');
`;

/** What a file from before words were known by their sounds lacks. */
const sounds = `
  CREATE TABLE IF NOT EXISTS sounds (
    sound TEXT, full INTEGER, phrase TEXT, PRIMARY KEY (sound, full, phrase)
  ) WITHOUT ROWID;
`;

/** Where the hits of one search are counted and sorted. */
const scratch = `
  PRAGMA temp_store = MEMORY;
  PRAGMA cache_size = -32768;
  CREATE TEMP TABLE hits (
    doc INTEGER PRIMARY KEY, listing TEXT, text REAL, misses INTEGER, merchant TEXT, currency TEXT, price INTEGER,
    since TEXT, units INTEGER, in_stock INTEGER, rating REAL, credit REAL, fit REAL
  );
`;

/** Each factor of the ranking as SQL, of a row of `hits`. Selling a thousand in 30 days is as good as it gets. */
const factors: Readonly<Record<keyof Factors, string>> = {
  text: 'text / $best',
  sales: 'min(1.0, ln(1 + units) / ln(1001))',
  rating: 'coalesce(rating, 0.5)',
  credit: 'coalesce(credit, 0.5)',
  stock: 'in_stock * 1.0',
  habits: 'fit * text / $best',
};
const factorNames = Object.keys(factors) as (keyof Factors)[];
const score = Object.entries(factors).map(([name, sql]) => `$${name} * ${sql}`).join(' + ');

/** What each order sorts by, and which way. Prices of other currencies come after all that can be compared. */
const keys: Readonly<Record<SearchOrder, readonly [key: string, way: 'ASC' | 'DESC']>> = {
  relevance: [score, 'DESC'],
  'price-up': ['price + (currency <> $currency) * 1e15', 'ASC'],
  'price-down': ['price - (currency <> $currency) * 1e15', 'DESC'],
  sales: [`units * 1000 + ${score}`, 'DESC'],
  newest: ['since', 'DESC'],
};

/** Bits of `misses`: which narrowing a hit does not fit. A facet counts what fits all others. */
const bit = { category: 1, shop: 2, stock: 4, price: 8, trait: (i: number): number => 16 << i };

type Row = Record<string, string | number | null>;

/**
 * What is on sale, as searches need it: an index of SQLite (FTS5) that can be written to a file, read from one, and brought
 * up to what has changed since.
 */
export class GoodsIndex {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  /** @param file as `file()` gives it; without, the index is empty */
  constructor(file?: Uint8Array) {
    this.#db = new DatabaseSync(':memory:');
    if (file) this.#db.deserialize(file);
    else this.#db.exec(schema);
    this.#db.exec(sounds);
    this.#db.exec(scratch);
  }

  /** The whole of it as bytes. */
  file(): Uint8Array {
    this.#db.exec("INSERT INTO texts (texts) VALUES ('optimize')");
    return this.#db.serialize();
  }

  close(): void {
    this.#db.close();
  }

  /** How many goods can be found, unless their shop is closed. */
  size(): number {
    return Number(this.#get('SELECT count(*) AS n FROM goods WHERE shown = 1')!['n']);
  }

  /** Brings it up to changes; one that is older than what is known of its listing or shop changes nothing. */
  apply(changes: readonly IndexChange[]): void {
    if (changes.length === 0) return;
    this.#db.exec('BEGIN');
    try {
      for (const change of changes) {
        if (change.of === 'shop') this.#open(change.id, change.open, change.asOf);
        else this.#put(change.id, change.article, change.asOf);
      }
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /**
   * Searches; undefined for a query without a letter or a digit.
   * @param fit how well goods fit whoever searches: it moves what is found, and finds and hides nothing
   */
  search(
    { query, narrowing, order, limit, after }: SearchRequest,
    words: Pick<SearchWords, 'synonyms'>,
    ranking: Ranking,
    fit?: Fit,
  ): Found | undefined {
    const asking = askingFor(query, words, this.#vocabulary);
    if (!asking) return undefined;
    const loose = this.#collect(asking, ranking, fit);
    const currency = this.#get('SELECT currency, count(*) AS n FROM hits GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1')
      ?.['currency'] as string | undefined;
    const traits = this.#narrow(narrowing, currency);
    const [key, way] = keys[order];
    const rows = this.#all(
      `SELECT key, listing, (SELECT card FROM goods WHERE goods.doc = placed.doc) AS card FROM (
         SELECT * FROM (SELECT ${key} AS key, listing, doc FROM hits WHERE misses = 0)
         ${after ? `WHERE key ${way === 'ASC' ? '>' : '<'} $key OR (key = $key AND listing > $id)` : ''}
         ORDER BY key ${way}, listing LIMIT $limit
       ) AS placed`,
      {
        ...weights(ranking),
        best: this.#best(),
        currency: currency ?? '',
        key: after?.key ?? null,
        id: after?.id ?? null,
        limit: limit + 1,
      },
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      cards: shown.map(({ card }) => JSON.parse(String(card)) as ProductCard),
      next: rows.length > limit && last ? { key: last['key']!, id: String(last['listing']) } : undefined,
      count: Number(this.#get('SELECT count(*) AS n FROM hits WHERE misses = 0')!['n']),
      currency,
      facets: this.#facets(currency, traits),
      words: asking.words,
      corrected: asking.corrected,
      loose,
    };
  }

  /** Why the first results of a query stand where they do, or one listing among them. */
  explain(
    query: string,
    { listingId, limit }: { listingId?: ListingId | undefined; limit: number },
    words: Pick<SearchWords, 'synonyms'>,
    ranking: Ranking,
    fit?: Fit,
  ): Explained[] {
    const asking = askingFor(query, words, this.#vocabulary);
    if (!asking) return [];
    const asked = this.#collect(asking, ranking, fit) ? asking.loose : asking.strict;
    const columns = Object.entries(factors).map(([name, sql]) => `${sql} AS ${name}_factor`).join(', ');
    const partOf = (name: Part, doc: number): number =>
      -Number(
        this.#get(
          `SELECT bm25(texts, ${parts.map((one) => (one === name ? partWeights(ranking)[one] : 0)).join(', ')}) AS part
           FROM texts WHERE texts MATCH $asked AND rowid = $doc`,
          { asked, doc },
        )?.['part'] ?? 0,
      );
    return this.#all(
      `SELECT *, (SELECT card FROM goods WHERE goods.doc = placed.doc) AS card
       FROM (
         SELECT * FROM (SELECT doc, listing, ${score} AS score, ${columns},
           row_number() OVER (ORDER BY ${score} DESC, listing) AS place FROM hits)
         ${listingId ? 'WHERE listing = $id' : ''} ORDER BY place LIMIT $limit
       ) AS placed`,
      { ...weights(ranking), best: this.#best(), id: listingId ?? null, limit },
    ).map((row) => ({
      place: Number(row['place']),
      card: JSON.parse(String(row['card'])) as ProductCard,
      score: Number(row['score']),
      factors: mapped(factorNames, (name) => Number(row[`${name}_factor`])),
      parts: mapped(parts, (name) => partOf(name, Number(row['doc']))),
    }));
  }

  /** What sells best, in a category and below it or on the whole market, but for what is shown already. */
  popular(limit: number, categoryId?: CategoryId, shown: readonly ProductCard[] = []): ProductCard[] {
    const from = categoryId
      ? 'in_category CROSS JOIN goods USING (doc) WHERE category = $category'
      : 'goods WHERE shown = 1';
    const by = categoryId ? 'in_category.' : 'goods.';
    return this.#all(
      `SELECT card FROM ${from} ${open} AND listing NOT IN (SELECT value FROM json_each($shown))
       ORDER BY ${by}in_stock DESC, ${by}units DESC LIMIT $limit`,
      { limit, category: categoryId ?? null, shown: JSON.stringify(shown.map(({ listingId }) => listingId)) },
    ).map(({ card }) => JSON.parse(String(card)) as ProductCard);
  }

  /** How what somebody is typing may go on: his words, and the last of them completed, the commonest first. */
  completions(typed: string, limit: number): string[] {
    const all = wordsOf(typed);
    const begun = all.pop();
    if (!begun) return [];
    const candidates = this.#all(
      'SELECT word FROM words WHERE word >= $from AND word < $to AND goods > 0 ORDER BY goods DESC, word LIMIT 40',
      { from: begun, to: `${begun}\u{10ffff}` },
    ).map(({ word }) => String(word));
    const rest = all.map((word) => `"${word}"`);
    const written = candidates
      .filter((word) => this.#matches([...rest, `"${word}"`].join(' AND ')))
      .map((word) => [...all, word]);
    return [...new Set([...written, ...this.#spokenOn(all, begun)].map(together))].slice(0, limit);
  }

  /** What somebody who types pinyin may be about to write: all of it as one sound, or the last of it beside words. */
  #spokenOn(all: readonly string[], begun: string): string[][] {
    const on = (typed: string): string[][] =>
      isPinyin(typed) && typed.length >= leastLetters
        ? this.#heard('sound >= $from AND sound < $to', { from: typed, to: `${typed}\u{10ffff}` })
        : [];
    const rest = all.map((word) => `"${word}"`);
    return [
      ...on([...all, begun].join('')),
      ...(all.length === 0 ? [] : on(begun)).map((words) => [...all, ...words])
        .filter((words) => this.#matches([...rest, ...words.map((word) => `"${word}"`)].join(' AND '))),
    ];
  }

  readonly #vocabulary = {
    has: (word: string): boolean => this.#matches(`"${word}"`),
    meant: (word: string): string | undefined => {
      if (editsIn(word) === 0) return undefined;
      const grams = Array.from({ length: word.length - 2 }, (_, i) => `"${word.slice(i, i + 3)}"`);
      const lengths = { least: word.length - editsIn(word), most: word.length + editsIn(word) };
      const near = [
        ...this.#all(
          `SELECT words.word, goods FROM spellings JOIN words ON words.id = spellings.rowid
           WHERE spellings MATCH $grams AND goods > 0 AND length(words.word) BETWEEN $least AND $most ORDER BY rank LIMIT 300`,
          { grams: grams.join(' OR '), ...lengths },
        ),
        // Two letters swapped in the middle of a short word leave no three that follow each other.
        ...this.#all(
          `SELECT word, goods FROM words WHERE word >= $from AND word < $to AND goods > 0 AND length(word) BETWEEN $least AND $most
           ORDER BY goods DESC LIMIT 300`,
          { from: word.slice(0, 2), to: `${word.slice(0, 2)}\u{10ffff}`, ...lengths },
        ),
      ];
      return meant(word, near.map((row) => ({ word: String(row['word']), goods: Number(row['goods']) })));
    },
    isSound: (sound: string): boolean =>
      this.#get('SELECT 1 FROM sounds WHERE sound = $sound AND full = 1 LIMIT 1', { sound }) !== undefined,
    spokenAs: (sound: string, full: boolean): string[][] =>
      this.#heard('sound = $sound AND full = $full', { sound, full: Number(full) }),
  };

  /** What is known by some sounds, the commonest first. Of what went off the shelf meanwhile, there is none. */
  #heard(where: string, given: Record<string, SQLInputValue>): string[][] {
    return this.#all(
      `SELECT phrase FROM sounds WHERE ${where} ORDER BY length(sound),
         coalesce((SELECT goods FROM words WHERE word = phrase), 0) DESC, length(phrase), phrase LIMIT ${mostHeard}`,
      given,
    ).map(({ phrase }) => String(phrase)).filter((phrase) => this.#matches(`"${phrase}"`)).map((phrase) =>
      phrase.split(' ')
    );
  }

  #matches(asked: string): boolean {
    return this.#get('SELECT 1 FROM texts WHERE texts MATCH $asked LIMIT 1', { asked }) !== undefined;
  }

  /** Puts what matches the words into `hits`; returns whether it had to be asked loosely. */
  #collect({ strict, loose }: Asking, ranking: Ranking, fit?: Fit): boolean {
    const each = parts.map((part) => partWeights(ranking)[part]).join(', ');
    const collect = (asked: string): number => {
      this.#run('DELETE FROM hits');
      return Number(
        this.#run(
          `INSERT INTO hits SELECT doc, listing, -bm25(texts, ${each}) AS text, 0, merchant, currency, price, since, units,
           in_stock, rating, credit, 0
         FROM texts CROSS JOIN goods ON goods.doc = texts.rowid WHERE texts MATCH $asked ${open} ORDER BY text DESC LIMIT ${mostHits}`,
          { asked },
        ).changes,
      );
    };
    const loosely = collect(strict) === 0 && collect(loose) > 0;
    if (fit) this.#fit(fit);
    return loosely;
  }

  /** Notes how well each hit fits whoever searches. */
  #fit(fit: Fit): void {
    this.#db.function('fit_of', (shop, currency, price, categories, tags) =>
      fit({
        categories: String(categories ?? '').split(','),
        shop: String(shop),
        tags: tags === null ? [] : JSON.parse(String(tags)) as string[],
        price: { amount: Number(price), currency: currency as Currency },
      }));
    this.#db.exec(
      `UPDATE hits SET fit = fit_of(merchant, currency, price,
         (SELECT group_concat(category) FROM in_category WHERE in_category.doc = hits.doc),
         (SELECT card -> '$.tags' FROM goods WHERE goods.doc = hits.doc))`,
    );
  }

  #best(): number {
    return Number(this.#get('SELECT max(text) AS best FROM hits')!['best'] ?? 1) || 1;
  }

  /** Notes what each hit misses; returns the keys of the traits that were asked for, in the order of their bits. */
  #narrow({ categoryId, merchantId, inStock, priceFrom, priceTo, traits }: Narrowing, currency = ''): string[] {
    const chosen = Object.entries(traits);
    const given: Record<string, SQLInputValue> = {};
    const misses: string[] = [];
    const unless = (fits: string, which: number, values: Record<string, SQLInputValue> = {}): void => {
      misses.push(`(NOT (${fits})) * ${which}`);
      Object.assign(given, values);
    };
    if (categoryId) {
      unless(
        'EXISTS (SELECT 1 FROM in_category WHERE category = $category AND in_category.doc = hits.doc)',
        bit.category,
        { category: categoryId },
      );
    }
    if (merchantId) unless('merchant = $merchant', bit.shop, { merchant: merchantId });
    if (inStock) unless('in_stock', bit.stock);
    if (priceFrom !== undefined || priceTo !== undefined) {
      unless('currency = $currency AND price >= $from AND price < $to', bit.price, {
        currency,
        from: priceFrom ?? 0,
        to: priceTo ?? Number.MAX_SAFE_INTEGER,
      });
    }
    for (const [i, [key, values]] of chosen.entries()) {
      unless(
        `EXISTS (SELECT 1 FROM has_trait CROSS JOIN traits ON traits.id = trait WHERE has_trait.doc = hits.doc
           AND key = $key${i} AND value IN (SELECT value FROM json_each($values${i})))`,
        bit.trait(i),
        { [`key${i}`]: key, [`values${i}`]: JSON.stringify(values) },
      );
    }
    if (misses.length > 0) this.#run(`UPDATE hits SET misses = ${misses.join(' + ')}`, given);
    return chosen.map(([key]) => key);
  }

  #facets(currency: string | undefined, chosen: readonly string[]): Facets {
    const fits = (which: number): string => `misses & ~${which} = 0`;
    const traitsOf = (which: number, only?: string): Row[] =>
      this.#all(
        `SELECT key, name, value, label, n FROM (
           SELECT trait, count(*) AS n FROM hits CROSS JOIN has_trait USING (doc) WHERE ${fits(which)} GROUP BY trait
         ) JOIN traits ON traits.id = trait ${only === undefined ? '' : 'WHERE key = $only'} ORDER BY n DESC, value`,
        only === undefined ? {} : { only },
      );
    const rows = [
      ...traitsOf(0).filter(({ key }) => !chosen.includes(String(key))),
      ...chosen.flatMap((key, i) => traitsOf(bit.trait(i), key)),
    ];
    return {
      categories: this.#all(
        `SELECT category, count(*) AS n FROM hits CROSS JOIN in_category USING (doc) WHERE ${fits(bit.category)}
         GROUP BY 1 ORDER BY n DESC, category LIMIT 30`,
      ).map(({ category, n }) => ({ categoryId: category as CategoryId, count: Number(n) })),
      shops: this.#all(
        `SELECT merchant, count(*) AS n FROM hits WHERE ${
          fits(bit.shop)
        } GROUP BY 1 ORDER BY n DESC, merchant LIMIT 12`,
      ).map(({ merchant, n }) => ({ merchantId: merchant as MerchantId, count: Number(n) })),
      inStock: Number(
        this.#get(`SELECT count(*) AS n FROM hits WHERE ${fits(bit.stock)} AND in_stock`)!['n'],
      ),
      prices: currency === undefined ? [] : this.#prices(currency, fits(bit.price)),
      traits: [...Map.groupBy(rows, ({ key }) => String(key))]
        .map(([key, values]) => ({
          key,
          name: JSON.parse(String(values[0]!['name'])) as LocalText,
          values: values.slice(0, 12).map(({ value, label, n }) => ({
            value: String(value),
            label: JSON.parse(String(label)) as LocalText,
            count: Number(n),
          })),
        }))
        .toSorted((a, b) => sum(b.values) - sum(a.values) || (a.key < b.key ? -1 : 1))
        .slice(0, 6),
    };
  }

  #prices(currency: string, fits: string): Facets['prices'] {
    const quartiles = this.#get(
      `SELECT percentile(price, 25) AS a, percentile(price, 50) AS b, percentile(price, 75) AS c FROM hits
       WHERE ${fits} AND currency = $currency`,
      { currency },
    )!;
    const bounds = roundBounds(
      [quartiles['a'], quartiles['b'], quartiles['c']].filter((one) => one !== null).map(Number),
    );
    const counts = new Map(
      this.#all(
        `SELECT (price >= $a) + (price >= $b) + (price >= $c) AS place, count(*) AS n FROM hits
         WHERE ${fits} AND currency = $currency GROUP BY 1`,
        { currency, a: bounds[0] ?? beyond, b: bounds[1] ?? beyond, c: bounds[2] ?? beyond },
      ).map((row) => [Number(row['place']), Number(row['n'])]),
    );
    return [...bounds, undefined]
      .map((to, i) => ({ from: bounds[i - 1], to, count: counts.get(i) ?? 0 }))
      .filter(({ count }) => count > 0);
  }

  #open(merchantId: MerchantId, isOpen: boolean, asOf: Instant): void {
    this.#run(
      `INSERT INTO shops VALUES ($merchant, $asOf, $open)
       ON CONFLICT DO UPDATE SET as_of = $asOf, open = $open WHERE as_of <= $asOf`,
      { merchant: merchantId, asOf, open: Number(isOpen) },
    );
  }

  #put(listingId: ListingId, article: Article | undefined, asOf: Instant): void {
    const before = this.#get('SELECT doc, as_of, shown, card FROM goods WHERE listing = $id', { id: listingId });
    if (before && String(before['as_of']) > asOf) return;
    if (before?.['shown']) this.#forget(Number(before['doc']), JSON.parse(String(before['card'])) as ProductCard);
    const doc = this.#run(
      `INSERT INTO goods VALUES ($doc, $id, $asOf, $shown, $merchant, $currency, $price, $since, $units, $inStock, $rating,
         $credit, $card)
       ON CONFLICT (listing) DO UPDATE SET as_of = $asOf, shown = $shown, merchant = $merchant, currency = $currency,
         price = $price, since = $since, units = $units, in_stock = $inStock, rating = $rating, credit = $credit, card = $card`,
      {
        doc: before?.['doc'] ?? null,
        id: listingId,
        asOf,
        shown: article ? 1 : 0,
        merchant: article?.merchantId ?? null,
        currency: article?.card.priceFrom.currency ?? null,
        price: article?.card.priceFrom.amount ?? null,
        since: article?.since ?? null,
        units: article?.units ?? null,
        inStock: article ? Number(article.inStock) : null,
        rating: article?.rating ?? null,
        credit: article?.credit ?? null,
        card: article ? JSON.stringify(article.card) : null,
      },
    ).lastInsertRowid;
    if (article) this.#describe(Number(before?.['doc'] ?? doc), article);
  }

  #forget(doc: number, { title }: ProductCard): void {
    for (
      const sql of [
        'DELETE FROM texts WHERE rowid = $doc',
        'DELETE FROM in_category WHERE doc = $doc',
        'DELETE FROM has_trait WHERE doc = $doc',
      ]
    ) this.#run(sql, { doc });
    for (const word of new Set(wordsIn([title]).filter(isWord))) {
      this.#run('UPDATE words SET goods = goods - 1 WHERE word = $word', { word });
    }
  }

  #describe(
    doc: number,
    { card, description, path, categories, tags, traits, said, spoken = [], inStock, units }: Article,
  ): void {
    const title = wordsIn([card.title]);
    const category = wordsIn(categories);
    const tag = tags.flatMap(wordsOf);
    this.#run(
      `INSERT INTO texts (rowid, ${parts.join(', ')}) VALUES ($doc, ${parts.map((part) => `$${part}`).join(', ')})`,
      {
        doc,
        title: title.join(' '),
        tags: tag.join(' '),
        category: category.join(' '),
        attributes: wordsIn([...traits.map(({ label }) => label), ...said]).join(' '),
        description: wordsIn([description]).slice(0, mostDescribing).join(' '),
        characters: charactersOf([...title, ...tag, ...category]).join(' '),
      },
    );
    for (const category of path) {
      this.#run('INSERT INTO in_category VALUES ($category, $doc, $inStock, $units)', {
        category,
        doc,
        inStock: Number(inStock),
        units,
      });
    }
    for (const { key, name, value, label } of traits) {
      const { id } = this.#get(
        `INSERT INTO traits (key, value, name, label) VALUES ($key, $value, $name, $label)
         ON CONFLICT DO UPDATE SET name = $name, label = $label RETURNING id`,
        { key, value, name: JSON.stringify(name), label: JSON.stringify(label) },
      )!;
      this.#run('INSERT OR IGNORE INTO has_trait VALUES ($doc, $trait)', { doc, trait: id! });
    }
    for (const one of spoken.flatMap(soundsOf)) {
      this.#run('INSERT OR IGNORE INTO sounds VALUES ($sound, $full, $phrase)', { ...one, full: Number(one.full) });
    }
    for (const word of new Set(title.filter(isWord))) {
      const { id, goods } = this.#get(
        'INSERT INTO words (word, goods) VALUES ($word, 1) ON CONFLICT DO UPDATE SET goods = goods + 1 RETURNING id, goods',
        { word },
      )!;
      if (goods === 1 && !isHan(word)) {
        this.#run(
          'INSERT OR REPLACE INTO spellings (rowid, word) SELECT $id, $word WHERE NOT EXISTS (SELECT 1 FROM spellings WHERE rowid = $id)',
          { id: id!, word },
        );
      }
    }
  }

  #prepared(sql: string): ReturnType<DatabaseSync['prepare']> {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = this.#db.prepare(sql);
    made.setAllowUnknownNamedParameters(true);
    this.#statements.set(sql, made);
    return made;
  }
  #run(sql: string, given: Record<string, SQLInputValue> = {}) {
    return this.#prepared(sql).run(given);
  }
  #get(sql: string, given: Record<string, SQLInputValue> = {}): Row | undefined {
    return this.#prepared(sql).get(given) as Row | undefined;
  }
  #all(sql: string, given: Record<string, SQLInputValue> = {}): Row[] {
    return this.#prepared(sql).all(given) as Row[];
  }
}

/** Phrases that one sound may stand for. */
const mostHeard = 12;
const beyond = Number.MAX_SAFE_INTEGER;
/** Words of a description that are looked at. */
const mostDescribing = 300;
const open = 'AND merchant NOT IN (SELECT merchant FROM shops WHERE open = 0)';

/** Numbers are found, and neither suggested nor corrected. */
const isWord = (word: string): boolean => /\p{L}/u.test(word);

/** Words as they are written: Chinese has no spaces. */
const together = (words: readonly string[]): string =>
  words.reduce((text, next) => text + (isHan(text.at(-1) ?? '') && isHan(next) ? '' : text && ' ') + next, '');

const wordsIn = (texts: readonly LocalText[]): string[] =>
  texts.flatMap(({ zh, en }) => [...wordsOf(zh ?? ''), ...wordsOf(en ?? '')]);

const mapped = <K extends string, V>(keys: readonly K[], of: (key: K) => V): Record<K, V> =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, V>;

const sum = (values: readonly Counted[]): number => values.reduce((all, { count }) => all + count, 0);

const weights = ({ text, sales, rating, credit, stock, habits }: Ranking): Record<string, number> => ({
  text,
  sales,
  rating,
  credit,
  stock,
  habits,
});

/** Single characters say less than words: they count a quarter of a title. */
const partWeights = (ranking: Ranking): Readonly<Record<Part, number>> => ({
  title: ranking.inTitle,
  tags: ranking.inTags,
  category: ranking.inCategory,
  attributes: ranking.inAttributes,
  description: ranking.inDescription,
  characters: ranking.inTitle / 4,
});
