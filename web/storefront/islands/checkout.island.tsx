import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { useAgainWhenSeen, useAsked, type Asked } from '../asked.ts';
import { bagIs } from '../bag.ts';
import { useCommands } from '../commanding.ts';
import { island } from '../island.tsx';
import { useKept } from '../kept.ts';
import { AddressForm } from '../parts/address-form.tsx';
import { AddressLines } from '../parts/address.tsx';
import { ChosenOptions } from '../parts/chosen.tsx';
import { Empty, Once, Waiting } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';

type Preview = Answer<'POST /shop/v1/checkout/preview'>;
type Means = Answer<'GET /shop/v1/payment-means'>['items'][number];
type Book = Asked<Answer<'GET /shop/v1/addresses'>>;

/** What is chosen here outlives signing in again in between. */
interface Choices {
  readonly addressId?: string;
  /** Whether an address is being written. */
  readonly writing: boolean;
  /** A method, or the id of a means that was kept. */
  readonly payBy?: string;
  readonly keep: boolean;
  /** By shop. */
  readonly notes: Readonly<Record<string, string>>;
}

/** Where it goes, how it is paid, what it comes to: one page, one payment, however many shops there are. */
const Checkout = () => {
  const book = useAsked('GET /shop/v1/addresses', {});
  const means = useAsked('GET /shop/v1/payment-means', {});
  return (
    <Once of={book} lines={8}>
      {({ items: addresses }) => (
        <Once of={means} lines={8}>
          {({ items }) => <Till book={book} addresses={addresses} means={items} forgotten={means.again} />}
        </Once>
      )}
    </Once>
  );
};

interface TillProps {
  readonly book: Book;
  readonly addresses: NonNullable<Book['answer']>['items'];
  readonly means: readonly Means[];
  readonly forgotten: () => Promise<void>;
}

const Till = ({ book, addresses, means, forgotten }: TillProps) => {
  const { w, to, money } = useShop();
  const [choices, choose, forget] = useKept<Choices>('checkout', { writing: false, keep: false, notes: {} });
  const known = addresses.find(({ id }) => id === choices.addressId) ?? addresses.find(({ isDefault }) => isDefault);
  const writing = choices.writing || !known;
  const addressId = known?.id;
  const { answer, trouble, again } = useAsked('POST /shop/v1/checkout/preview', addressId && { addressId });
  useAgainWhenSeen(again);
  // What it comes to elsewhere is not what is agreed to: it stays in its place, and is not to be pressed.
  const preview = answer?.address.id === addressId ? answer : undefined;
  const placing = useCommands();
  const [placed, setPlaced] = useState(false);
  const usable = means.filter(({ method }) => answer?.paymentMethods.includes(method));
  // What was paid by last is what it most likely will be again.
  const kept = choices.payBy === undefined ? usable[0] : usable.find(({ meansId }) => meansId === choices.payBy);
  const method = answer?.paymentMethods.find((one) => one === choices.payBy) ?? answer?.paymentMethods[0];
  const blocked = preview?.changes.some(({ kind }) => kind !== 'price-changed');

  // Refused: something is other than it is shown.
  useEffect(() => void (placing.trouble?.code && again()), [placing.trouble]);

  const place = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!preview || !method || !addressId) return;
    const notes = Object.entries(choices.notes).filter(([, note]) => note.trim() !== '');
    const checkout = await placing.command('POST /shop/v1/orders', {
      addressId,
      ...(kept ? { meansId: kept.meansId } : { paymentMethod: method, keepMeans: choices.keep }),
      notes: Object.fromEntries(notes),
      expectedTotal: preview.total,
    });
    if (!checkout) return;
    setPlaced(true);
    forget();
    bagIs([]);
    // In the place of this page, so that "back" does not lead to an empty checkout.
    location.replace(to(`/pay/${checkout.paymentId}?go=1`));
  };

  if (!placed && (trouble?.code === 'cart-empty' || (preview?.orders.length === 0 && preview.changes.length === 0))) {
    return (
      <Empty title={w.cart.empty}>
        <p>
          {w.checkout.ordered} <a href={to('/orders')}>{w.checkout.toOrders}</a>
        </p>
      </Empty>
    );
  }
  // All at once: what comes later would push away what is about to be pressed.
  if (addressId && !answer && !trouble) return <Waiting lines={8} />;
  return (
    <div class="basket" aria-busy={placing.busy}>
      <div>
        <section class="panel">
          <h2>{w.checkout.where}</h2>
          {writing
            ? (
              <AddressForm
                saved={async (saved) => {
                  await book.again();
                  choose({ addressId: saved, writing: false });
                }}
                cancel={known && (() => choose({ writing: false }))}
              />
            )
            : (
              <>
                <fieldset class="options">
                  <legend class="unseen">{w.checkout.where}</legend>
                  {addresses.map((address) => (
                    <label class="option" key={address.id}>
                      <input
                        type="radio"
                        name="address"
                        checked={address.id === addressId}
                        onChange={() => choose({ addressId: address.id })}
                      />
                      <AddressLines address={address} />
                    </label>
                  ))}
                </fieldset>
                <button type="button" class="link" onClick={() => choose({ writing: true })}>
                  {w.checkout.addAddress}
                </button>
              </>
            )}
        </section>
        {answer && (
          <section class="panel">
            <h2>{w.checkout.how}</h2>
            <PayBy
              of={answer}
              means={usable}
              chosen={kept?.meansId ?? method}
              {...{ choices, choose, forgotten }}
            />
          </section>
        )}
        {answer?.orders.map((order) => (
          <Part
            key={order.merchantId}
            of={order}
            known={answer === preview}
            note={choices.notes[order.merchantId] ?? ''}
            write={(note) => choose({ notes: { ...choices.notes, [order.merchantId]: note } })}
          />
        ))}
      </div>
      <form class="panel till" onSubmit={place}>
        <p class="sum big">
          <span>{w.checkout.total}</span> <strong>{preview ? money(preview.total) : '…'}</strong>
        </p>
        <p class="fine">{w.checkout.held}</p>
        <Told trouble={trouble} again={() => void again()} />
        {blocked && (
          <p class="trouble" role="alert">
            {w.checkout.changed} <a href={to('/cart')}>{w.checkout.toCart}</a>
          </p>
        )}
        <Told trouble={placing.trouble} />
        {writing && <p class="fine">{w.checkout.addressFirst}</p>}
        <button class="button" disabled={!preview || !method || writing || placing.busy || placed || blocked}>
          {placing.busy || placed ? w.forms.wait : w.checkout.place}
        </button>
      </form>
    </div>
  );
};

interface PayByProps {
  readonly of: Preview;
  /** Those of them that can be paid by here. */
  readonly means: readonly Means[];
  readonly chosen: string | undefined;
  readonly choices: Choices;
  readonly choose: (change: Partial<Choices>) => void;
  readonly forgotten: () => Promise<void>;
}

/** What was paid by before and kept, and whatever else can be paid by. */
const PayBy = ({ of: { paymentMethods }, means, chosen, choices, choose, forgotten }: PayByProps) => {
  const { w } = useShop();
  const { busy, trouble, command } = useCommands();
  const forget = async (meansId: string): Promise<void> => {
    await command('DELETE /shop/v1/payment-means/{meansId}', { meansId });
    await forgotten();
  };
  const option = (payBy: string, words: string) => (
    <label class="option">
      <input type="radio" name="method" checked={payBy === chosen} onChange={() => choose({ payBy })} />
      <span>{words}</span>
    </label>
  );
  return (
    <>
      <fieldset class="options">
        <legend class="unseen">{w.checkout.how}</legend>
        {means.map(({ meansId, method, brand, last4 }) => (
          <div class="option-row" key={meansId}>
            {option(meansId, w.checkout.kept(brand || w.methods[method], last4))}
            <button type="button" class="link" disabled={busy} onClick={() => void forget(meansId)}>
              {w.checkout.forget}
              <span class="unseen">{w.checkout.kept(brand || w.methods[method], last4)}</span>
            </button>
          </div>
        ))}
        {paymentMethods.map((one) => <div key={one}>{option(one, w.methods[one])}</div>)}
      </fieldset>
      <Told trouble={trouble} />
      {!means.some(({ meansId }) => meansId === chosen) && (
        <label class="tick">
          <input
            type="checkbox"
            checked={choices.keep}
            onChange={(event) => choose({ keep: event.currentTarget.checked })}
          />
          <span>{w.checkout.keep}</span>
        </label>
      )}
    </>
  );
};

interface PartProps {
  readonly of: Preview['orders'][number];
  /** Whether it is known what the way to this address costs. */
  readonly known: boolean;
  readonly note: string;
  readonly write: (note: string) => void;
}

/** What one shop will send, and what it is asked for. */
const Part = ({ of: { merchantId, name, lines, freight, payable }, known, note, write }: PartProps) => {
  const { w, money, text } = useShop();
  return (
    <section class="panel">
      <h2>{text(name)}</h2>
      <ul class="lines">
        {lines.map(({ lineId, title, chosen, quantity, items }) => (
          <li class="line plain" key={lineId}>
            <div class="line-what">
              <p class="line-title">{text(title)} × {quantity}</p>
              <ChosenOptions of={chosen} />
            </div>
            <p class="line-amount">{money(items)}</p>
          </li>
        ))}
      </ul>
      <p class="sum">
        <span>{w.checkout.freight}</span> <span>{known ? money(freight) : '…'}</span>
      </p>
      <p class="sum">
        <span>{w.checkout.ofShop}</span> <strong>{known ? money(payable) : '…'}</strong>
      </p>
      <label class="note" for={`note-${merchantId}`}>
        {w.checkout.note}
        <textarea
          id={`note-${merchantId}`}
          name="note"
          rows={2}
          maxLength={500}
          value={note}
          onInput={(event) => write(event.currentTarget.value)}
        />
      </label>
    </section>
  );
};

export default island('checkout', Checkout);
