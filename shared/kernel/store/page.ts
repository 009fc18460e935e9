import { QueryCommand } from 'dynamodb-toolbox/table/actions/query';
import * as z from 'zod';
import type { IndexName } from '../doors/access.ts';
import { Problem } from '../problems.ts';
import { query, table, type Item } from './table.ts';

/** What a list endpoint takes. */
export const pageInput = {
  cursor: z.string().max(1024).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

export interface PageRequest {
  cursor?: string | undefined;
  limit: number;
  /** Newest (greatest sort key) first. */
  newestFirst?: boolean;
  /** Only sort keys that start so. */
  startingWith?: string;
}

export interface Page<T> {
  items: T[];
  /** Where the next page starts; none on the last. Opaque, and good for this list alone. */
  cursor?: string;
}

/** The schema of a page of something. */
export const page = <S extends z.ZodType>(of: S) => z.object({ items: z.array(of), cursor: z.string().optional() });

/**
 * Reads one page of a partition, of the table itself or of an index.
 * @throws Problem invalid-cursor when the cursor was made for another list
 */
export const listed = async <T>(
  index: IndexName | 'table',
  partition: string,
  { cursor, limit, newestFirst, startingWith }: PageRequest,
  show: (stored: Item) => T,
): Promise<Page<T>> => {
  const exclusiveStartKey = cursor === undefined ? undefined : decode(cursor, { index, partition, startingWith });
  const { items, next } = await query(
    table.build(QueryCommand)
      .query({
        partition,
        ...(index !== 'table' && { index }),
        ...(startingWith && { range: { beginsWith: startingWith } }),
      } as { partition: string })
      .options({ limit, reverse: newestFirst ?? false, ...(exclusiveStartKey && { exclusiveStartKey }) }),
  );
  return { items: items.map(show), ...(next && { cursor: encode(next) }) };
};

const encode = (key: Item): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** What DynamoDB would refuse as a place to start from is no cursor of this list. */
const decode = (
  cursor: string,
  { index, partition, startingWith = '' }: {
    index: IndexName | 'table';
    partition: string;
    startingWith?: string | undefined;
  },
): Item => {
  const [partitionName, sortName] = index === 'table' ? ['pk', 'sk'] : [`${index}pk`, `${index}sk`];
  const expected = new Set(['pk', 'sk', partitionName, sortName]);
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new Problem('invalid-cursor');
  }
  const fits = typeof key === 'object' && key !== null
    && expected.size === Object.keys(key).length
    && Object.entries(key).every(([name, value]) => expected.has(name) && typeof value === 'string' && value !== '')
    && (key as Item)[partitionName] === partition
    && (key as Record<string, string>)[sortName]!.startsWith(startingWith);
  if (!fits) throw new Problem('invalid-cursor');
  return key as Item;
};

/** A list a page at a time: the next is read when one is done with this. For work behind the scenes. */
export async function* inPages<T>(read: (page: PageRequest) => Promise<Page<T>>): AsyncGenerator<readonly T[]> {
  let cursor: string | undefined;
  do {
    const page: Page<T> = await read({ limit: 100, cursor });
    yield page.items;
    cursor = page.cursor;
  } while (cursor);
}

/**
 * Everything of a list, page by page: `await Array.fromAsync(everything(earningList, partition))`. For work behind the
 * scenes.
 */
export async function* everything<T>(
  list: (partition: string, page: PageRequest) => Promise<Page<T>>,
  partition: string,
  startingWith?: string,
): AsyncGenerator<T> {
  const read = (page: PageRequest): Promise<Page<T>> =>
    list(partition, { ...page, ...(startingWith && { startingWith }) });
  for await (const items of inPages(read)) yield* items;
}
