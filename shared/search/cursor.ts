import { createHash } from 'node:crypto';
import { Problem } from '../kernel/problems.ts';
import type { Position, SearchRequest } from './goods-index.ts';

type Asked = Pick<SearchRequest, 'query' | 'narrowing' | 'order'>;

/** By what a cursor is known to be of a search and as it was given out. It is no secret: a forged one shows nothing that is not shown. */
const seal = ({ query, narrowing, order }: Asked, position: Position): string =>
  createHash('sha256').update(JSON.stringify([query, Object.entries(narrowing).toSorted(), order, position])).digest(
    'base64url',
  )
    .slice(0, 12);

/** Where the next page of a search begins, for whoever asks for it. */
export const cursorOf = (asked: Asked, position: Position): string =>
  Buffer.from(JSON.stringify([position.key, position.id, seal(asked, position)])).toString('base64url');

/** The position that a cursor stands for. @throws Problem invalid-cursor for one of another search, or one that was changed */
export const positionIn = (asked: Asked, cursor: string): Position => {
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new Problem('invalid-cursor', 'This is no cursor of a search');
  }
  const [key, id, sealed] = Array.isArray(read) ? read as unknown[] : [];
  if ((typeof key !== 'number' && typeof key !== 'string') || typeof id !== 'string') {
    throw new Problem('invalid-cursor', 'This is no cursor of a search');
  }
  if (seal(asked, { key, id }) !== sealed) {
    throw new Problem('invalid-cursor', 'This cursor is of another search, or was changed');
  }
  return { key, id };
};
