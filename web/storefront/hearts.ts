/** Which products somebody has among the favourites, as far as this visit knows: every heart on a page shows the same. */
import { askIfMe } from './visit.ts';

const place = 'favourites';
let known: Set<string> | undefined;
let asking: Promise<void> | undefined;
const watching = new Set<() => void>();

const tell = (): void => {
  for (const told of watching) told();
};
const remember = (): void => sessionStorage.setItem(place, JSON.stringify([...known ?? []]));

/** The newest hundred are asked for once a visit; of who has not signed in, nothing is. */
const find = (): Promise<void> => (asking ??= (async () => {
  const kept = sessionStorage.getItem(place);
  known = new Set(kept ? JSON.parse(kept) as string[] : []);
  if (!kept) {
    try {
      const found = await askIfMe('GET /shop/v1/favourites', { limit: 100 });
      if (!found) return;
      known = new Set(found.items.map(({ listingId }) => listingId));
    } catch {
      // Hearts are empty until they are known.
      return;
    }
  }
  remember();
  tell();
})());

export const isKept = (listingId: string): boolean => known?.has(listingId) ?? false;

/** Tells of every change, until it is called off. */
export const watchHearts = (told: () => void): () => void => {
  watching.add(told);
  void find();
  return () => void watching.delete(told);
};

/** @param sure whether the server has said so: what is only hoped for is forgotten with the page */
export const heartIs = (listingId: string, kept: boolean, sure = true): void => {
  known ??= new Set();
  if (kept) known.add(listingId);
  else known.delete(listingId);
  if (sure) remember();
  tell();
};
