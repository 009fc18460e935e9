import { useEffect, useState } from 'preact/hooks';
import { bagSize, onBag } from '../../bag.ts';
import { island } from '../../island.tsx';
import { useShop } from '../../shop.ts';
import { mayBeSignedIn } from '../../visit.ts';

/** The way to one's own: cart and account. It goes by what this browser remembers, and costs no call. */
const Visitor = () => {
  const { w, to } = useShop();
  const [items, setItems] = useState(0);
  const [known, setKnown] = useState(false);
  useEffect(() => {
    setItems(bagSize());
    setKnown(mayBeSignedIn());
    return onBag(setItems);
  }, []);
  return (
    <>
      <a class="top-link" href={to(known ? '/account' : '/sign-in')}>{known ? w.visitor.account : w.visitor.signIn}</a>
      <a class="top-link bag" href={to('/cart')} aria-label={w.visitor.cart(items)}>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M6 8h12l1.2 12H4.8zM9 8a3 3 0 0 1 6 0" />
        </svg>
        {items > 0 && <span class="bag-count" aria-hidden="true">{items > 99 ? '99+' : items}</span>}
      </a>
    </>
  );
};

export default island('visitor', Visitor);
