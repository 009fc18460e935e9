import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { addressOfShop } from '../addresses.ts';
import { useAgainWhenSeen, useAsked } from '../asked.ts';
import { bagIs } from '../bag.ts';
import { useCommands } from '../commanding.ts';
import { takeJoined, type Joined } from '../guest-cart.ts';
import { island } from '../island.tsx';
import { joinGuest } from '../join-guest.ts';
import { ChosenOptions } from '../parts/chosen.tsx';
import { Picture } from '../parts/picture.tsx';
import type { GuestCart } from '../parts/guest-cart.tsx';
import { Empty, Waiting } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { Stepper } from '../parts/stepper.tsx';
import { useShop } from '../shop.ts';
import { isSignedIn } from '../visit.ts';

type CartAnswer = Answer<'GET /shop/v1/cart'>;
type Line = CartAnswer['shops'][number]['lines'][number];

/** The cart of whoever is signed in, with what was chosen before; of anybody else what this browser keeps. */
const Cart = () => {
  const [joined, know] = useState<Joined>();
  const [Guest, be] = useState<typeof GuestCart>();
  useEffect(() =>
    void isSignedIn().catch(() => false).then(async (known) => {
      if (!known) {
        const { GuestCart } = await import('../parts/guest-cart.tsx');
        return be(() => GuestCart);
      }
      // What could not be joined at sign-in is now, or at the next look.
      await joinGuest();
      know(takeJoined());
    }), []);
  if (Guest) return <Guest />;
  return joined ? <OwnCart joined={joined} /> : <Waiting lines={6} />;
};

/** All that a buyer has chosen, by shop, at the prices of this moment, and what has changed since. */
const OwnCart = ({ joined }: { readonly joined: Joined }) => {
  const { w, to, money, text } = useShop();
  const { answer: cart, trouble, again } = useAsked('GET /shop/v1/cart', {});
  useAgainWhenSeen(again);
  const commands = useCommands();
  const lines = cart?.shops.flatMap((shop) => shop.lines);
  useEffect(() => lines && bagIs(lines), [cart]);

  const change = async (line: Line, quantity: number): Promise<void> => {
    await commands.command('PATCH /shop/v1/cart/lines/{lineId}', { lineId: line.lineId, quantity });
    await again();
  };
  const remove = async (line: Line): Promise<void> => {
    await commands.command('DELETE /shop/v1/cart/lines/{lineId}', { lineId: line.lineId });
    await again();
  };

  if (!cart) return trouble ? <Told trouble={trouble} again={again} /> : <Waiting lines={6} />;
  const told = joined.length > 0 && (
    <div class="panel" role="status">
      <p>{w.guestCart.joined}</p>
      <ul>
        {joined.map(({ title, outcome, added, wanted }, i) => (
          <li key={i}>{text(title)}: {w.guestCart.outcomes[outcome](added, wanted)}</li>
        ))}
      </ul>
    </div>
  );
  if (cart.shops.length === 0) {
    return (
      <>
        {told}
        <Empty title={w.cart.empty}>
          <p>{w.cart.emptyText}</p>
        </Empty>
      </>
    );
  }
  const changesOf = (line: Line) => cart.changes.filter(({ lineId }) => lineId === line.lineId);
  return (
    <div class="basket" aria-busy={commands.busy}>
      <div>
        {told}
        <Told trouble={commands.trouble ?? trouble} again={again} />
        {cart.shops.map(({ merchantId, name, lines, items }) => (
          <section class="panel" key={merchantId}>
            <h2>
              <a class="way" href={to(addressOfShop({ merchantId, name: text(name) }))}>{text(name)}</a>
            </h2>
            <ul class="lines">
              {lines.map((line) => (
                <li key={line.lineId} class={line.buyable ? 'line' : 'line out'}>
                  <Picture of={line.image} alt="" sizes="84px" />
                  <div class="line-what">
                    <p class="line-title">{text(line.title)}</p>
                    {line.specText && <p class="fine">{text(line.specText)}</p>}
                    <ChosenOptions of={line.chosen} />
                    {changesOf(line).map(({ kind, price, available }) => (
                      <p class="changed" key={kind}>
                        {kind === 'price-changed' && price
                          ? w.cart.priceChanged(money(price.before), money(price.after))
                          : w.cart.changes[kind](available ?? 0)}
                      </p>
                    ))}
                    <div class="row">
                      <Stepper value={line.quantity} disabled={commands.busy} onChange={(n) => change(line, n)} />
                      <button type="button" class="link" disabled={commands.busy} onClick={() => remove(line)}>
                        {w.forms.remove}
                        <span class="unseen">: {text(line.title)}</span>
                      </button>
                    </div>
                  </div>
                  <p class="line-amount">{money(line.items)}</p>
                </li>
              ))}
            </ul>
            <p class="sum">
              <span>{w.cart.goods}</span> <strong>{money(items)}</strong>
            </p>
          </section>
        ))}
      </div>
      <aside class="panel till">
        <p class="sum">
          <span>{w.cart.goods}</span> <strong>{cart.items && money(cart.items)}</strong>
        </p>
        <p class="fine">{w.product.freightLater}</p>
        <a class="button" href={to('/checkout')}>{w.cart.checkout}</a>
      </aside>
    </div>
  );
};

export default island('cart', Cart);
