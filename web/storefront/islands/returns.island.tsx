import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { useAsked } from '../asked.ts';
import { useCommands } from '../commanding.ts';
import { island } from '../island.tsx';
import { Waiting } from '../parts/own.tsx';
import { PhotosField } from '../parts/photos.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';

type Order = Answer<'GET /shop/v1/orders/{orderId}'>;
type Row = Answer<'GET /shop/v1/orders/{orderId}/returns'>['items'][number];

const wishes = ['return-and-refund', 'exchange', 'refund-only'] as const;
const mostPhotos = 6;
const reasons = ['defective', 'not-as-described', 'wrong-goods', 'incomplete', 'not-wanted'] as const;

/** What the buyer wants money back for, how far each is and who is awaited until when; and a form to ask for more. */
const ReturnsPage = () => {
  const [orderId, setOrderId] = useState('');
  useEffect(() => setOrderId(location.pathname.split('/').at(-2)!), []);
  return orderId ? <OfOrder orderId={orderId} /> : <Waiting lines={4} />;
};

const OfOrder = ({ orderId }: { readonly orderId: string }) => {
  const { w, to } = useShop();
  const { answer: order, trouble: unknown } = useAsked('GET /shop/v1/orders/{orderId}', { orderId });
  const { answer, trouble, again } = useAsked('GET /shop/v1/orders/{orderId}/returns', { orderId }, () => 30_000);
  if (!order) return unknown ? <Told trouble={unknown} /> : <Waiting lines={4} />;
  return (
    <section class="panel returns">
      <p class="fine">
        <a class="way" href={to(`/orders/${orderId}`)}>{w.returns.order} {orderId}</a>
      </p>
      <Told trouble={trouble} again={again} />
      {answer?.items.map((one) => <Shown key={one.id} one={one} again={again} />)}
      {(order.state === 'delivered' || order.state === 'completed') && <Ask order={order} again={again} />}
      <a class="way" href={to(`/returns?at=${order.placedAt}`)}>{w.returns.terms}</a>
    </section>
  );
};

interface ShownProps {
  readonly one: Row;
  readonly again: () => Promise<void>;
}

const Shown = (
  { one: { id: returnId, title, quantity, state, awaits, dueAt, refunded, replacementId, stars }, again }: ShownProps,
) => {
  const { w, text, time, money, to } = useShop();
  const { busy, trouble, command } = useCommands();
  const [typed, type] = useState({ carrier: '', trackingNumber: '', note: '' });
  const [photos, show] = useState<readonly string[]>([]);
  const after = async (done: unknown): Promise<void> => {
    if (done) await again();
  };
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { carrier, trackingNumber } = typed;
    await after(await command('POST /shop/v1/returns/{returnId}/parcel', { returnId, carrier, trackingNumber }));
  };
  const dispute = async (event: Event): Promise<void> => {
    event.preventDefault();
    await after(
      await command('POST /shop/v1/returns/{returnId}/dispute', { returnId, note: typed.note, photos: [...photos] }),
    );
  };
  const field = (name: keyof typeof typed, most: number) => (
    <label>
      {w.returns[name]}
      <input
        required
        maxLength={most}
        value={typed[name]}
        onInput={({ currentTarget: { value } }) => type({ ...typed, [name]: value })}
      />
    </label>
  );
  return (
    <div>
      <p>
        {text(title)} × {quantity}: <strong>{w.returns.states[state]}</strong>
        <span class="fine">
          {' '}
          {awaits && dueAt && w.returns.until(w.returns.sides[awaits], time(dueAt))}
          {refunded.amount > 0 && w.returns.back(money(refunded))}
        </span>
      </p>
      <p class="fine">{w.returns.label} {returnId}</p>
      {replacementId && (
        <p>
          <a class="way" href={to(`/orders/${replacementId}`)}>{w.returns.replacement} {replacementId}</a>
        </p>
      )}
      <Steps key={state} returnId={returnId} />
      {state === 'return-approved' && (
        <form onSubmit={send}>
          {field('carrier', 100)}
          {field('trackingNumber', 100)}
          <button class="button" disabled={busy}>{w.returns.send}</button>
        </form>
      )}
      {state === 'return-refused' && (
        <form onSubmit={dispute}>
          {field('note', 500)}
          <PhotosField most={mostPhotos} photos={photos} become={show} />
          <button class="button quiet" disabled={busy}>{w.returns.dispute}</button>
        </form>
      )}
      {(state === 'return-refunded' || state === 'return-exchanged' || state === 'return-closed')
        && (stars === undefined
          ? <Rate returnId={returnId} again={again} />
          : <p class="fine">{w.returns.rated} {'★'.repeat(stars)}</p>)}
      {(state === 'return-requested' || state === 'return-approved') && (
        <button
          type="button"
          class="button quiet"
          disabled={busy}
          onClick={async () => after(await command('POST /shop/v1/returns/{returnId}/withdrawal', { returnId }))}
        >
          {w.returns.withdraw}
        </button>
      )}
      <Told trouble={trouble} />
    </div>
  );
};

/** Each step that was taken, by whom and when, with what was said and shown. */
const Steps = ({ returnId }: { readonly returnId: string }) => {
  const { w, time } = useShop();
  const { answer } = useAsked('GET /shop/v1/returns/{returnId}', { returnId });
  return (
    <ol class="history">
      {answer?.taken.map(({ state, at, by, note, place, photos = [] }) => (
        <li key={at + state}>
          <time dateTime={at}>{time(at)}</time> · {w.returns.sides[by]} · {w.returns.steps[state]}
          {place && ` · ${place}`}
          {note && <q>{note}</q>}
          {photos.map(({ imageId, picture }, i) => (
            <a key={imageId} class="photo" href={picture} target="_blank" rel="noreferrer">
              {w.returns.photo(i + 1)}
            </a>
          ))}
        </li>
      ))}
    </ol>
  );
};

/** How it went, of five stars. */
const Rate = ({ returnId, again }: { readonly returnId: string; readonly again: () => Promise<void> }) => {
  const { w } = useShop();
  const { busy, trouble, command } = useCommands();
  const [said, say] = useState({ stars: 5, note: '' });
  const go = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { stars, note } = said;
    const given = { returnId, stars, ...(note.trim() && { note }) };
    if (await command('POST /shop/v1/returns/{returnId}/rating', given)) await again();
  };
  return (
    <form onSubmit={go}>
      <label>
        {w.returns.rate}
        <select
          value={said.stars}
          onChange={({ currentTarget: { selectedIndex } }) => say({ ...said, stars: 5 - selectedIndex })}
        >
          {[5, 4, 3, 2, 1].map((stars) => <option key={stars} value={stars}>{'★'.repeat(stars)}</option>)}
        </select>
      </label>
      <label>
        {w.returns.remark} <small>({w.forms.optional})</small>
        <input
          maxLength={500}
          value={said.note}
          onInput={({ currentTarget: { value } }) => say({ ...said, note: value })}
        />
      </label>
      <button class="button quiet" disabled={busy}>{w.returns.sendRating}</button>
      <Told trouble={trouble} />
    </form>
  );
};

interface AskProps extends Pick<ShownProps, 'again'> {
  readonly order: Order;
}

const Ask = ({ order: { id: orderId, lines }, again }: AskProps) => {
  const { w, text } = useShop();
  const { busy, trouble, command } = useCommands();
  const dialog = useRef<HTMLDialogElement>(null);
  const [wanted, want] = useState({
    lineId: lines[0]!.id,
    quantity: 1,
    wish: wishes[0] as (typeof wishes)[number],
    reason: reasons[0] as (typeof reasons)[number],
    note: '',
    photos: [] as string[],
    exchangeFor: undefined as string | undefined,
  });
  const line = lines.find(({ id }) => id === wanted.lineId)!;
  const most = line.quantity;
  const go = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!await command('POST /shop/v1/returns', { orderId, ...wanted })) return;
    dialog.current!.close();
    await again();
  };
  return (
    <>
      <button type="button" class="button quiet" onClick={() => dialog.current!.showModal()}>
        {w.returns.ask}
      </button>
      <dialog ref={dialog} class="sheet" aria-labelledby="ask-return">
        <form onSubmit={go}>
          <h2 id="ask-return">{w.returns.ask}</h2>
          <label>
            {w.returns.what}
            <select
              value={wanted.lineId}
              onChange={({ currentTarget: { selectedIndex } }) =>
                want({ ...wanted, lineId: lines[selectedIndex]!.id, quantity: 1, exchangeFor: undefined })}
            >
              {lines.map(({ id, title, specText }) => (
                <option key={id} value={id}>{text(title)} {text(specText)}</option>
              ))}
            </select>
          </label>
          <label>
            {w.returns.quantity}
            <input
              type="number"
              inputMode="numeric"
              min={1}
              max={most}
              required
              value={wanted.quantity}
              onInput={({ currentTarget: { valueAsNumber } }) => want({ ...wanted, quantity: valueAsNumber || 1 })}
            />
          </label>
          <label>
            {w.returns.wish}
            <select
              value={wanted.wish}
              onChange={({ currentTarget: { selectedIndex } }) => want({ ...wanted, wish: wishes[selectedIndex]! })}
            >
              {wishes.map((wish) => <option key={wish} value={wish}>{w.returns.wishes[wish]}</option>)}
            </select>
          </label>
          {wanted.wish === 'exchange' && !line.made && (
            <ExchangeFor
              key={line.id}
              line={line}
              chosen={wanted.exchangeFor}
              choose={(exchangeFor) => want({ ...wanted, exchangeFor })}
            />
          )}
          <label>
            {w.returns.reason}
            <select
              value={wanted.reason}
              onChange={({ currentTarget: { selectedIndex } }) => want({ ...wanted, reason: reasons[selectedIndex]! })}
            >
              {reasons.map((reason) => <option key={reason} value={reason}>{w.returns.reasons[reason]}</option>)}
            </select>
          </label>
          <label>
            {w.returns.story}
            <textarea
              rows={3}
              required
              maxLength={500}
              value={wanted.note}
              onInput={({ currentTarget: { value } }) => want({ ...wanted, note: value })}
            />
          </label>
          <PhotosField
            most={mostPhotos}
            photos={wanted.photos}
            become={(photos) => want((before) => ({ ...before, photos: [...photos] }))}
          />
          <Told trouble={trouble} />
          <div class="row">
            <button class="button" disabled={busy}>{busy ? w.forms.wait : w.returns.yes}</button>
            <button type="button" class="button quiet" onClick={() => dialog.current!.close()}>{w.forms.cancel}</button>
          </div>
        </form>
      </dialog>
    </>
  );
};

interface ExchangeProps {
  readonly line: Order['lines'][number];
  readonly chosen: string | undefined;
  readonly choose: (skuId: string | undefined) => void;
}

/** What is sent in place of the goods: the same, or another of its listing at the price that was paid. */
const ExchangeFor = ({ line: { listingId, skuId, unitPrice }, chosen, choose }: ExchangeProps) => {
  const { w } = useShop();
  const { answer } = useAsked('GET /shop/v1/products/{listingId}', { listingId });
  const others =
    answer?.skus.filter(({ skuId: other, price: { amount, currency } }) =>
      other !== skuId && amount === unitPrice.amount && currency === unitPrice.currency
    ) ?? [];
  return (
    <label>
      {w.returns.exchangeFor}
      <select
        value={chosen ?? ''}
        onChange={({ currentTarget: { value } }) => choose(value || undefined)}
      >
        <option value="">{w.returns.exchangeSame}</option>
        {others.map(({ skuId: other, spec }) => <option key={other} value={other}>{spec}</option>)}
      </select>
    </label>
  );
};

export default island('returns', ReturnsPage);
