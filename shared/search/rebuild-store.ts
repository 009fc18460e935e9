import { pages } from '../catalogue/public.ts';
import { together } from '../kernel/doors/access.ts';
import { invocation } from '../kernel/doors/invocation.ts';
import { everything, inPages } from '../kernel/store/page.ts';
import type { Write } from '../kernel/store/commit.ts';
import { allShops, shopList } from '../merchants/public.ts';
import type { MerchantId } from '../kernel/values/ids.ts';
import { presentArticle } from './articles.ts';
import { GoodsIndex } from './goods-index.ts';
import { indexFile, indexFiles } from './index-store.ts';

/** Two files take turns, so that nothing piles up and whoever reads one is not interrupted. */
const otherPath = (path: string | undefined): string => (path === 'goods-a.db' ? 'goods-b.db' : 'goods-a.db');

/** What `rebuiltIndex` needs. */
export const rebuilding = together(
  'search.rebuild',
  pages.newest,
  presentArticle,
  shopList,
  indexFile.current,
  indexFile.use,
  indexFiles.write,
);

/**
 * Reads all that is on sale, writes the index of it into a file, and returns the write that has searches begin with it.
 * It holds one page of goods and the index, some 1.5 kB for each article.
 * @param progress told how many goods have been read
 */
export const rebuiltIndex = async (progress: (goods: number) => void = () => {}): Promise<Write> => {
  const { now: asOf } = invocation();
  const before = await indexFile.current();
  const index = new GoodsIndex();
  for (const partition of allShops.partitions()) {
    for await (const { id } of everything(shopList, partition, 'suspended#')) {
      index.apply([{ of: 'shop', id: id as MerchantId, asOf, open: false }]);
    }
  }
  let goods = 0;
  for await (const items of inPages((page) => pages.newest(page))) {
    const articles = await Promise.all(items.map(({ listingId }) => presentArticle(listingId)));
    index.apply(
      articles.flatMap((
        article,
      ) => (article ? [{ of: 'listing' as const, id: article.listingId, asOf, article }] : [])),
    );
    goods += items.length;
    progress(goods);
  }
  const path = otherPath(before?.path);
  const file = index.file();
  const size = index.size();
  index.close();
  await indexFiles.write(path, file, 'application/vnd.sqlite3');
  return indexFile.use({ path, asOf, goods: size, bytes: file.length });
};
