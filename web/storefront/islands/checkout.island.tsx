import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { useAsked } from '../asked.ts';
import { bagIs } from '../bag.ts';
import { useCommands } from '../commanding.ts';
import { island } from '../island.tsx';
import { AddressLines } from '../parts/address.tsx';
import { Empty, Told, Waiting } from '../parts/own.tsx';
import { useShop } from '../shop.ts';

type Method = Answer<'POST /shop/v1/checkout/preview'>['paymentMethods'][number];

/** Where it goes, how it is paid, what it comes to: one page, one payment, however many shops there are. */
const Checkout = () => {
  const { w, to, money, text } = useShop();
  const addresses = useAsked('GET /shop/v1/addresses', {});
  const [addressId, setAddressId] = useState<string>();
  const [method, setMethod] = useState<Method>();
  const [preview, setPreview] = useState<Answer<'POST /shop/v1/checkout/preview'>>();
  const looking = useCommands();
  const placing = useCommands();
  const items = addresses.answer?.items;
  const chosen = addressId ?? items?.find(({ isDefault }) => isDefault)?.id;

  const look = async (): Promise<void> => {
    if (!chosen) return;
    const found = await looking.command('POST /shop/v1/checkout/preview', { addressId: chosen });
    setPreview(found);
    if (found && !(method && found.paymentMethods.includes(method))) setMethod(found.paymentMethods[0]);
  };
  useEffect(() => void look(), [chosen]);

  const place = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!preview || !method || !chosen) return;
    const placed = await placing.command('POST /shop/v1/orders', {
      addressId: chosen,
      paymentMethod: method,
      expectedTotal: preview.total,
    });
    if (!placed) return void look();
    bagIs([]);
    // In the place of this page, so that "back" does not lead to an empty checkout.
    location.replace(to(`/pay/${placed.paymentId}?go=1`));
  };

  if (!items) {
    return addresses.trouble
      ? <Told trouble={addresses.trouble} again={addresses.again} />
      : <Waiting lines={8} />;
  }
  if (items.length === 0) {
    return (
      <div class="empty">
        <h2>{w.checkout.noAddress}</h2>
        <a class="button" href={`${to('/account/addresses')}?back=${encodeURIComponent(to('/checkout'))}`}>
          {w.checkout.addAddress}
        </a>
      </div>
    );
  }
  const blocked = preview?.changes.some(({ kind }) => kind !== 'price-changed');
  return (
    <form class="basket" onSubmit={place} aria-busy={looking.busy || placing.busy}>
      <div>
        <fieldset class="panel options">
          <legend>
            <h2>{w.checkout.where}</h2>
          </legend>
          {items.map((address) => (
            <label class="option" key={address.id}>
              <input
                type="radio"
                name="address"
                checked={address.id === chosen}
                onChange={() => setAddressId(address.id)}
              />
              <AddressLines address={address} />
            </label>
          ))}
          <a href={`${to('/account/addresses')}?back=${encodeURIComponent(to('/checkout'))}`}>
            {w.checkout.addAddress}
          </a>
        </fieldset>
        <fieldset class="panel options">
          <legend>
            <h2>{w.checkout.how}</h2>
          </legend>
          {preview?.paymentMethods.map((one) => (
            <label class="option" key={one}>
              <input type="radio" name="method" checked={one === method} onChange={() => setMethod(one)} />
              <span>{w.methods[one]}</span>
            </label>
          )) ?? <Waiting lines={2} />}
        </fieldset>
        {preview?.orders.map(({ merchantId, name, lines, freight, payable }) => (
          <section class="panel" key={merchantId}>
            <h2>{text(name)}</h2>
            <ul class="lines">
              {lines.map(({ lineId, title, quantity, items: amount }) => (
                <li class="line plain" key={lineId}>
                  <p class="line-title">{text(title)} × {quantity}</p>
                  <p class="line-amount">{money(amount)}</p>
                </li>
              ))}
            </ul>
            <p class="sum">
              <span>{w.checkout.freight}</span> <span>{money(freight)}</span>
            </p>
            <p class="sum">
              <span>{w.checkout.ofShop}</span> <strong>{money(payable)}</strong>
            </p>
          </section>
        ))}
        {!preview && !looking.trouble && <Waiting lines={4} />}
      </div>
      <aside class="panel till">
        {preview?.orders.length === 0
          ? <Empty title={w.cart.empty} />
          : (
            <>
              <p class="sum big">
                <span>{w.checkout.total}</span> <strong>{preview ? money(preview.total) : '…'}</strong>
              </p>
              <p class="fine">{w.product.held}</p>
              <Told trouble={looking.trouble} again={look} />
              {blocked && (
                <p class="trouble" role="alert">
                  {w.checkout.changed} <a href={to('/cart')}>{w.product.toCart}</a>
                </p>
              )}
              <Told trouble={placing.trouble} />
              <button class="button" disabled={!preview || !method || placing.busy || looking.busy || blocked}>
                {placing.busy ? w.forms.wait : w.checkout.place}
              </button>
            </>
          )}
      </aside>
    </form>
  );
};

export default island('checkout', Checkout);
