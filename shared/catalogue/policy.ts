/** Levels of the category tree. */
export const maxLevels = 5;
/** Images of a listing: they are kept with it, in one item. */
export const maxImages = 12;
/** Bytes of an image. */
export const maxImageBytes = 5 * 1024 * 1024;
/** Bytes of a video. */
export const maxVideoBytes = 20 * 1024 * 1024;
/** Tags of a listing, in each language: more would say nothing of it. */
export const maxTags = 10;
/** Each SKU is an item of the transaction that puts its listing on sale; a transaction holds 100. */
export const maxSkus = 50;
/** Seconds for which anyone may cache the category tree, category pages and product pages. */
export const cacheSeconds = { tree: 60, products: 30, product: 15 } as const;
/** Goods that are shown beside a product. */
export const mostRelated = 12;
/** A product import: bytes of its file, and rows of one product. */
export const importBounds = { bytes: 50 * 1024 * 1024, rows: 500 } as const;
/** Lines of an import's report; the rest is counted only. */
export const maxReportLines = 20_000;
