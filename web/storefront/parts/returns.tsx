import { useRef, useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { useAsked } from '../asked.ts';
import { useCommands } from '../commanding.ts';
import { useShop } from '../shop.ts';
import { Told } from './told.tsx';

type Order = Answer<'GET /shop/v1/orders/{orderId}'>;
type Row = Answer<'GET /shop/v1/orders/{orderId}/returns'>['items'][number];

const wishes = ['return-and-refund', 'refund-only'] as const;
const reasons = ['defective', 'not-as-described', 'wrong-goods', 'incomplete', 'not-wanted'] as const;

/** What the buyer wants money back for, how far each is and who is awaited until when; and a form to ask for more. */
export const Returns = ({ order }: { readonly order: Order }) => {
  const { w, to } = useShop();
  const { answer, trouble, again } = useAsked(
    'GET /shop/v1/orders/{orderId}/returns',
    { orderId: order.id },
    () => 30_000,
  );
  return (
    <section class="panel returns">
      <h2>{w.orders.returns.title}</h2>
      <Told trouble={trouble} again={again} />
      {answer?.items.map((one) => <Shown key={one.id} one={one} again={again} />)}
      <Ask order={order} again={again} />
      <a class="way" href={to(`/returns?at=${order.placedAt}`)}>{w.orders.returns.terms}</a>
    </section>
  );
};

interface ShownProps {
  readonly one: Row;
  readonly again: () => Promise<void>;
}

const Shown = ({ one: { id: returnId, title, quantity, state, awaits, dueAt, refunded }, again }: ShownProps) => {
  const { w, text, time, money } = useShop();
  const { busy, trouble, command } = useCommands();
  const [typed, type] = useState({ carrier: '', trackingNumber: '', note: '' });
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
    await after(await command('POST /shop/v1/returns/{returnId}/dispute', { returnId, note: typed.note }));
  };
  const field = (name: keyof typeof typed, most: number) => (
    <label>
      {w.orders.returns[name]}
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
        {text(title)} × {quantity}: <strong>{w.orders.returns.states[state]}</strong>
        <span class="fine">
          {' '}
          {awaits && dueAt && w.orders.returns.until(w.orders.returns.sides[awaits], time(dueAt))}
          {refunded.amount > 0 && w.orders.returns.back(money(refunded))}
        </span>
      </p>
      <p class="fine">{w.orders.returns.label} {returnId}</p>
      {state === 'return-approved' && (
        <form onSubmit={send}>
          {field('carrier', 100)}
          {field('trackingNumber', 100)}
          <button class="button" disabled={busy}>{w.orders.returns.send}</button>
        </form>
      )}
      {state === 'return-refused' && (
        <form onSubmit={dispute}>
          {field('note', 500)}
          <button class="button quiet" disabled={busy}>{w.orders.returns.dispute}</button>
        </form>
      )}
      {(state === 'return-requested' || state === 'return-approved') && (
        <button
          type="button"
          class="button quiet"
          disabled={busy}
          onClick={async () => after(await command('POST /shop/v1/returns/{returnId}/withdrawal', { returnId }))}
        >
          {w.orders.returns.withdraw}
        </button>
      )}
      <Told trouble={trouble} />
    </div>
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
  });
  const most = lines.find(({ id }) => id === wanted.lineId)!.quantity;
  const go = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!await command('POST /shop/v1/returns', { orderId, ...wanted })) return;
    dialog.current!.close();
    await again();
  };
  return (
    <>
      <button type="button" class="button quiet" onClick={() => dialog.current!.showModal()}>
        {w.orders.returns.ask}
      </button>
      <dialog ref={dialog} class="sheet" aria-labelledby="ask-return">
        <form onSubmit={go}>
          <h2 id="ask-return">{w.orders.returns.ask}</h2>
          <label>
            {w.orders.returns.what}
            <select
              value={wanted.lineId}
              onChange={({ currentTarget: { selectedIndex } }) =>
                want({ ...wanted, lineId: lines[selectedIndex]!.id, quantity: 1 })}
            >
              {lines.map(({ id, title, specText }) => (
                <option key={id} value={id}>{text(title)} {text(specText)}</option>
              ))}
            </select>
          </label>
          <label>
            {w.orders.returns.quantity}
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
            {w.orders.returns.wish}
            <select
              value={wanted.wish}
              onChange={({ currentTarget: { selectedIndex } }) => want({ ...wanted, wish: wishes[selectedIndex]! })}
            >
              {wishes.map((wish) => <option key={wish} value={wish}>{w.orders.returns.wishes[wish]}</option>)}
            </select>
          </label>
          <label>
            {w.orders.returns.reason}
            <select
              value={wanted.reason}
              onChange={({ currentTarget: { selectedIndex } }) => want({ ...wanted, reason: reasons[selectedIndex]! })}
            >
              {reasons.map((reason) => <option key={reason} value={reason}>{w.orders.returns.reasons[reason]}</option>)}
            </select>
          </label>
          <label>
            {w.orders.note}
            <textarea
              rows={3}
              required
              maxLength={500}
              value={wanted.note}
              onInput={({ currentTarget: { value } }) => want({ ...wanted, note: value })}
            />
          </label>
          <Told trouble={trouble} />
          <div class="row">
            <button class="button" disabled={busy}>{busy ? w.forms.wait : w.orders.returns.yes}</button>
            <button type="button" class="button quiet" onClick={() => dialog.current!.close()}>{w.forms.cancel}</button>
          </div>
        </form>
      </dialog>
    </>
  );
};
