/** What several screens want to know, read once. */
import { useQuery } from '@tanstack/react-query';
import type { Money } from '../../../shared/kernel/values/money.ts';
import type { Answer } from './operations.ts';
import { useConsole } from './place.ts';
import { call } from './session.ts';
import { useWords } from './words.tsx';

type Category = Answer<'GET /shop/v1/categories'>['categories'][number];
/** A category as a tree shows it. */
export interface Node {
  readonly key: string;
  readonly value: string;
  readonly title: string;
  readonly children: Node[];
}

const useCategoryList = (enabled = true): readonly Category[] => {
  const words = useWords();
  const { data } = useQuery({
    queryKey: ['GET /shop/v1/categories', words.locale],
    // Anyone may keep the tree for a while. Who changes it sees at once what has become of it.
    queryFn: () => call('GET /shop/v1/categories', {}, { 'cache-control': 'no-cache' }),
    staleTime: 300_000,
    enabled,
  });
  return data?.categories ?? [];
};

/** The tree of categories, for a field that takes one. */
export const useCategories = (): readonly Node[] => treeOf(useCategoryList());

/** What every category is called, by its id; not asked for where nobody wants to know. */
export const useCategoryNames = (wanted: boolean): ReadonlyMap<string, string> =>
  new Map(useCategoryList(wanted).map(({ categoryId, name }) => [categoryId, name]));

/** What a category is called; nothing where it is not in the tree any more. */
export const useCategoryName = (id: string): string | undefined =>
  useCategoryList().find(({ categoryId }) => categoryId === id)?.name;

const treeOf = (items: readonly Category[]): Node[] => {
  const nodes = new Map(
    items.map(({ categoryId, name }): [string, Node] => [
      categoryId,
      { key: categoryId, value: categoryId, title: name, children: [] },
    ]),
  );
  const roots: Node[] = [];
  for (const one of items) {
    const above = one.parentId && nodes.get(one.parentId);
    (above ? above.children : roots).push(nodes.get(one.categoryId)!);
  }
  return roots;
};

/** The currency in which the shop trades; none in the operator's console. */
export const useCurrency = (): Money['currency'] | undefined => {
  const within = useConsole();
  const { data } = useQuery({
    queryKey: ['GET /merchant/v1/shop', {}],
    queryFn: () => call('GET /merchant/v1/shop', {}),
    enabled: within === 'merchant',
    staleTime: 300_000,
  });
  return data?.currency;
};

/** The shop's warehouses; none in the operator's console. */
export const useWarehouses = (): Answer<'GET /merchant/v1/warehouses'>['items'] => {
  const within = useConsole();
  const { data } = useQuery({
    queryKey: ['GET /merchant/v1/warehouses', {}],
    queryFn: () => call('GET /merchant/v1/warehouses', {}),
    enabled: within === 'merchant',
    staleTime: 300_000,
  });
  return data?.items ?? [];
};

/** The shop's SKUs with what they are called, the first hundred; none in the operator's console. */
export const useSkus = (): Answer<'GET /merchant/v1/stock'>['items'] => {
  const within = useConsole();
  const { data } = useQuery({
    queryKey: ['GET /merchant/v1/stock', { limit: 100 }],
    queryFn: () => call('GET /merchant/v1/stock', { limit: 100 }),
    enabled: within === 'merchant',
    staleTime: 300_000,
  });
  return data?.items ?? [];
};
