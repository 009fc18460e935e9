import { useEffect, useState } from 'preact/hooks';
import { heartIs, isKept, watchHearts } from '../hearts.ts';
import { island } from '../island.tsx';
import { useShop } from '../shop.ts';
import { askAsMe } from '../visit.ts';

/** Keeps a product among the favourites, and drops it. Who has not signed in is led to do so. */
const Heart = ({ listingId, title }: { readonly listingId: string; readonly title: string }) => {
  const { w } = useShop();
  const [kept, setKept] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const look = (): void => setKept(isKept(listingId));
    look();
    return watchHearts(look);
  }, [listingId]);
  const turn = async (): Promise<void> => {
    setBusy(true);
    // It shows at once what will be, and goes back when it was refused.
    heartIs(listingId, !kept, false);
    try {
      await askAsMe(`${kept ? 'DELETE' : 'PUT'} /shop/v1/favourites/{listingId}`, { listingId });
      heartIs(listingId, !kept);
    } catch {
      heartIs(listingId, kept, false);
    } finally {
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      class="heart"
      aria-pressed={kept}
      aria-label={w.product.keep(title)}
      disabled={busy}
      onClick={() => void turn()}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M12 21C5 15 2 11.5 2 8a5.5 5.5 0 0 1 10-3.2A5.5 5.5 0 0 1 22 8c0 3.5-3 7-10 13z" />
      </svg>
    </button>
  );
};

export default island('heart', Heart, 'signed-in');
