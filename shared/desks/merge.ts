import { Problem } from '../kernel/problems.ts';
/** A place in a list of one desk; several desks' places sort together. */
export interface Place {
  readonly desk: string;
  readonly id: string;
  readonly place: string;
}

/**
 * The first of several desks' lists as one, in the order of their places.
 * @param lists of each desk, at least `limit` of its first places, or all
 * @returns `next`: the place after which the next page begins; none when nothing is left
 */
export const merged = (
  lists: readonly (readonly Place[])[],
  limit: number,
): { page: readonly Place[]; next: string | undefined } => {
  const all = lists.flat().sort((a, b) => (a.place < b.place ? -1 : 1));
  const page = all.slice(0, limit);
  const full = all.length > limit || lists.some(({ length }) => length === limit);
  return { page, next: full ? page.at(-1)?.place : undefined };
};

/** Where a list goes on. */
export const cursorOf = (list: string, place: string): string =>
  Buffer.from(JSON.stringify([list, place])).toString('base64url');

/** @throws Problem invalid-cursor when it was made for another list */
export const placeOfCursor = (list: string, cursor: string | undefined): string => {
  if (cursor === undefined) return '';
  try {
    const [of, place] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (of === list && typeof place === 'string' && /^2\S{1,200}$/.test(place)) return place;
  } catch {
    // No JSON, or no array.
  }
  throw new Problem('invalid-cursor');
};
