import type { Instant } from '../kernel/values/clock.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import type { LocalText } from '../kernel/values/text.ts';
import type { CategoryId, ListingId, ProductCard } from '../catalogue/public.ts';

/** What the index knows of a listing on sale: all that finds it, narrows to it, ranks it and shows it in a list. */
export interface Article {
  readonly listingId: ListingId;
  readonly merchantId: MerchantId;
  readonly card: ProductCard;
  readonly description: LocalText;
  /** The categories that it stands in, from the root down, and what they are called. */
  readonly path: readonly CategoryId[];
  readonly categories: readonly LocalText[];
  readonly tags: readonly string[];
  /** What can be chosen from to narrow a search. */
  readonly traits: readonly Trait[];
  /** Other words that describe it: values of attributes that are free text, what sets its SKUs apart. */
  readonly said: readonly LocalText[];
  /** How the Chinese words of its names are spoken, those that follow each other together. */
  readonly spoken?: readonly (readonly Spoken[])[] | undefined;
  readonly since: Instant;
  /** Units shipped in the last 30 days. */
  readonly units: number;
  readonly inStock: boolean;
  /** 0 to 1 each; what is not known counts as neither good nor bad. */
  readonly rating?: number | undefined;
  readonly credit?: number | undefined;
}

/** A Chinese word and its syllables, in pinyin without tones. */
export interface Spoken {
  readonly word: string;
  readonly syllables: readonly string[];
}

/** One value of one attribute, and what both are called. */
export interface Trait {
  readonly key: string;
  readonly name: LocalText;
  readonly value: string;
  readonly label: LocalText;
}

/**
 * What has become of a listing or a shop: the whole of it, as it was read some time after `asOf`. Whoever changes it has
 * it read again, so of two the later `asOf` is right, in whatever order they arrive.
 */
export type IndexChange =
  | { readonly of: 'listing'; readonly id: ListingId; readonly asOf: Instant; readonly article?: Article | undefined }
  | { readonly of: 'shop'; readonly id: MerchantId; readonly asOf: Instant; readonly open: boolean };
