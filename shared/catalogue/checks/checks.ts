import * as z from 'zod';
import { between, days, type Instant } from '../../kernel/values/clock.ts';
import { BasisPoints } from '../../kernel/values/rate.ts';
import { Locale, type LocalText } from '../../kernel/values/text.ts';
import { attributeFaults } from '../attribute.ts';
import type { Category } from '../category.ts';
import { indistinct, tagKey, type ListingContent, type SkuContent } from '../content.ts';
import type { ImageCheck } from '../pictures/images.ts';
import type { ListingRules } from '../rulebooks.ts';
import { densityOf, wordsOf, type DensityAdvice } from './keyword-density.ts';

/** What is looked at before a person is asked: a listing as its merchant wrote it. */
type Content = Omit<ListingContent, 'skus'> & { readonly skus: readonly SkuContent[] };

/** How a finding counts: with an error it cannot be submitted; a warning is for the shop and the reviewer to judge. */
const Severity = z.enum(['error', 'warning']);

export type Finding = z.infer<typeof Finding>;
export const Finding = z.object({
  field: z.string().meta({ description: 'Where, as in the faults of a refusal: `title.zh`, `skus[0].listPrice`' }),
  severity: Severity,
  finding: z.enum([
    'required',
    'not-of-template',
    'alike',
    'banned-word',
    'doubtful-word',
    'few-images',
    'small-image',
    'price-above-list',
    'steep-discount',
    'permit-expired',
    'permit-ends',
  ]),
  advice: z.object({ zh: z.string(), en: z.string() }),
});

export const Keyword = z.object({
  keyword: z.string().meta({ description: 'A tag of the listing' }),
  language: Locale,
  mentions: z.int(),
  share: BasisPoints.meta({ description: 'Of the words of title and description; 1 to 2 % is advised' }),
  density: z.enum(['too-short', 'absent', 'rare', 'good', 'stuffed']),
  advice: z.object({ zh: z.string(), en: z.string() }),
});

/** What a shop is told of a listing before it submits it, and a reviewer beside it. */
export type ListingChecks = z.infer<typeof ListingChecks>;
export const ListingChecks = z.object({ checks: z.array(Finding), keywords: z.array(Keyword) });

/** What the checks go by, besides what the listing says. */
export interface ChecksBasis {
  readonly category: Category | undefined;
  readonly rules: ListingRules;
  /** Of each image, in the same order. */
  readonly images: readonly (ImageCheck | undefined)[];
  readonly now: Instant;
}

/** All that can be said of a listing without a person. */
export const checksOf = (content: Content, { category, rules, images, now }: ChecksBasis): ListingChecks => ({
  checks: [
    ...incomplete(content),
    ...attributes(content, category),
    ...wording(content, category, rules),
    ...pictures(images, rules),
    ...prices(content.skus, rules),
    ...permission(content, now),
  ],
  keywords: keywordsOf(content),
});

const incomplete = ({ description, skus }: Content): Finding[] => [
  ...(description ? [] : [required('description')]),
  ...(skus.length ? [] : [required('skus')]),
  ...indistinct(skus).map(({ place, message }) =>
    error(`skus[${place}].specs`, 'alike', { zh: '无法与其他规格区分', en: message })
  ),
];

const attributes = ({ attributes: values }: Content, category: Category | undefined): Finding[] => {
  const template = category?.attributes ?? [];
  const known = new Set(template.map(({ key }) => key));
  return attributeFaults(template, values, true).map(({ path, message }) =>
    message === 'is required'
      ? required(path)
      : error(path, 'not-of-template', {
        zh: known.has(path.slice('attributes.'.length)) ? '与类目的属性模板不符' : '不在类目的属性模板中',
        en: `It ${message}`,
      })
  );
};

/** What stands between two signs that are written without spaces does not part a word. */
const cjk = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const betweenSigns = new RegExp(`(?<=[${cjk}])\\s+(?=[${cjk}])`, 'gu');
/** As wording is compared: width, case, invisible signs and spaces between signs do not count. */
const compared = (text: string): string => tagKey(text).replace(betweenSigns, '');
const letter = /[\p{L}\p{N}]/u;
const isSign = new RegExp(`[${cjk}]`, 'u');

/** Whether a term stands in a text; where words are parted by spaces, as words of its own. Both as they are compared. */
const says = (text: string, term: string): boolean => {
  const touches = (inside: string | undefined, outside: string | undefined): boolean =>
    inside !== undefined && outside !== undefined && letter.test(outside) && !isSign.test(inside);
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
    if (!touches(term[0], text[at - 1]) && !touches(term.at(-1), text[at + term.length])) return true;
  }
  return false;
};

/** Which of some terms stand in a text. */
export const termsIn = (text: string, terms: readonly { readonly term: string }[]): string[] => {
  const read = compared(text);
  return terms.filter(({ term }) => says(read, compared(term))).map(({ term }) => term);
};

/** Every text that buyers read, and where it is. */
const textsOf = ({ title, description = {}, attributes: values, tags, skus }: Content): [field: string, string][] => {
  const local = (field: string, text: LocalText): [string, string | undefined][] =>
    Locale.options.map((locale) => [`${field}.${locale}`, text[locale]]);
  const all: [string, unknown][] = [
    ...local('title', title),
    ...local('description', description),
    ...Object.entries(values).map(([key, value]): [string, unknown] => [`attributes.${key}`, value]),
    ...Locale.options.flatMap((locale) =>
      (tags?.[locale] ?? []).map((tag, i): [string, string] => [`tags.${locale}[${i}]`, tag])
    ),
    ...skus.flatMap(({ specs }, i) =>
      specs.flatMap(({ name, value }, j) => [
        ...local(`skus[${i}].specs[${j}].name`, name),
        ...local(`skus[${i}].specs[${j}].value`, value),
      ])
    ),
  ];
  return all.filter((one): one is [string, string] => typeof one[1] === 'string');
};

/** Banned and doubtful words and claims: those of all goods, and those of the listing's category and of what is above it. */
const wording = (content: Content, category: Category | undefined, { terms }: ListingRules): Finding[] => {
  const path: readonly string[] = category?.path ?? [];
  const counting = terms
    .filter(({ categories }) => !categories?.length || categories.some((one) => path.includes(one)))
    .map((term) => ({ ...term, key: compared(term.term) }));
  return textsOf(content).flatMap(([field, text]) => {
    const read = compared(text);
    return counting.filter(({ key }) => says(read, key)).map(({ term, severity, advice }): Finding => ({
      field,
      severity,
      finding: severity === 'error' ? 'banned-word' : 'doubtful-word',
      advice: {
        zh: `“${term}”：${advice?.zh ?? (severity === 'error' ? '禁止使用' : '需要证明，审核时会核对')}`,
        en: `“${term}”: ${
          advice?.en ?? (severity === 'error' ? 'must not be used' : 'wants proof; the reviewer looks at it')
        }`,
      },
    }));
  });
};

const pictures = (images: ChecksBasis['images'], { fewestImages, shortestSide }: ListingRules): Finding[] => [
  ...(images.length < fewestImages
    ? [warning('images', 'few-images', {
      zh: `建议至少 ${fewestImages} 张图片，从不同角度拍摄`,
      en: `At least ${fewestImages} ${fewestImages === 1 ? 'picture is' : 'pictures, from several sides, are'} advised`,
    })]
    : []),
  ...images.flatMap((check, i) => {
    const { width, height } = check?.size ?? { width: Infinity, height: Infinity };
    return Math.min(width, height) >= shortestSide ? [] : [warning(`images[${i}]`, 'small-image', {
      zh: `${width} × ${height} 像素，放大会模糊；建议每边至少 ${shortestSide} 像素`,
      en: `${width} by ${height} pixels are blurred when looked at closely; ${shortestSide} a side are advised`,
    })];
  }),
];

/** A list price below the price is none; one far above it makes a discount that nobody believes. */
const prices = (skus: Content['skus'], { steepestDiscount }: ListingRules): Finding[] =>
  skus.flatMap(({ price, listPrice }, i) => {
    if (!listPrice) return [];
    const field = `skus[${i}].listPrice`;
    if (listPrice.currency !== price.currency || listPrice.amount <= price.amount) {
      return [error(field, 'price-above-list', {
        zh: '划线价必须高于售价，且为同一币种',
        en: 'A list price is above the price, in the same currency',
      })];
    }
    const discount = Math.floor((10_000 * (listPrice.amount - price.amount)) / listPrice.amount);
    return discount <= steepestDiscount ? [] : [warning(field, 'steep-discount', {
      zh: `比划线价低 ${discount / 100}%，超过 ${steepestDiscount / 100}%，需要证明`,
      en: `${discount / 100} % below the list price: over ${steepestDiscount / 100} % wants proof`,
    })];
  });

const permission = ({ permit }: Content, now: Instant): Finding[] => {
  if (!permit) return [];
  if (permit.expiresAt <= now) {
    return [error('permit.expiresAt', 'permit-expired', { zh: '许可证已过期', en: 'The permit has expired' })];
  }
  return between(now, permit.expiresAt) > days(30) ? [] : [warning('permit.expiresAt', 'permit-ends', {
    zh: '许可证将在 30 天内到期，届时商品自动下架',
    en: 'The permit ends within 30 days; the listing comes off the shelf then',
  })];
};

const keywordsOf = ({ title, description, tags }: Content): ListingChecks['keywords'] =>
  Locale.options.flatMap((language) => {
    const text = wordsOf([title[language], description?.[language]].filter(Boolean).join('\n'), language);
    if (text.length === 0) return [];
    return (tags?.[language] ?? []).map((keyword) => {
      const { mentions, share, advice } = densityOf(text, wordsOf(keyword, language));
      return { keyword, language, mentions, share, density: advice, advice: densityWords[advice] };
    });
  });

const densityWords: Record<DensityAdvice, { readonly zh: string; readonly en: string }> = {
  'too-short': {
    zh: '文字少于 50 个词，占比没有意义：请写得更详细',
    en: 'With fewer than 50 words a share means nothing: write more about the goods',
  },
  absent: {
    zh: '标题和描述中没有出现：请自然地提到它',
    en: 'Title and description do not say it: mention it where it fits',
  },
  rare: { zh: '低于 1%：可以再自然地提到一两次', en: 'Below 1 %: it may be said once or twice more, where it fits' },
  good: { zh: '1%–2%：合适', en: '1 to 2 %: as advised' },
  stuffed: {
    zh: '高于 2%：读起来像堆砌，请减少或换种说法',
    en: 'Above 2 %: it reads as stuffed; say it less, or in other words',
  },
};

type Advice = Finding['advice'];
const error = (field: string, finding: Finding['finding'], advice: Advice): Finding => ({
  field,
  severity: 'error',
  finding,
  advice,
});
const warning = (field: string, finding: Finding['finding'], advice: Advice): Finding => ({
  field,
  severity: 'warning',
  finding,
  advice,
});
const required = (field: string): Finding => error(field, 'required', { zh: '此项必填', en: 'It is required' });
