import { useRef, useState } from 'preact/hooks';
import { maxQuantity } from '../../../shared/ordering/policy.ts';
import type { Answer } from '../../client.ts';
import { useAsked } from '../asked.ts';
import { useCommands } from '../commanding.ts';
import { useShop } from '../shop.ts';
import { Told } from './told.tsx';

type Order = Answer<'GET /shop/v1/orders/{orderId}'>;
type Preview = Answer<'POST /shop/v1/orders/{orderId}/change-preview'>;

interface ChangeOrderProps {
  readonly order: Order;
  readonly again: () => Promise<void>;
}

/** Where it goes, what is asked of the shop and how much is wanted, until it is shipped: first what it comes to, then the word. */
export const ChangeOrder = ({ order, again }: ChangeOrderProps) => {
  const { w } = useShop();
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const close = (): void => dialog.current!.close();
  return (
    <>
      <button
        type="button"
        class="button quiet"
        onClick={() => {
          setOpen(true);
          dialog.current!.showModal();
        }}
      >
        {w.orders.change.open}
      </button>
      <dialog ref={dialog} class="sheet" aria-labelledby="change" onClose={() => setOpen(false)}>
        <h2 id="change">{w.orders.change.title}</h2>
        {open && (
          <Form
            order={order}
            close={close}
            done={async () => {
              close();
              await again();
            }}
          />
        )}
      </dialog>
    </>
  );
};

interface FormProps {
  readonly order: Order;
  readonly close: () => void;
  readonly done: () => Promise<void>;
}

const Form = ({ order: { id: orderId, lines, note = '' }, close, done }: FormProps) => {
  const { w, money, text } = useShop();
  const { answer: book } = useAsked('GET /shop/v1/addresses', {});
  const { busy, trouble, command } = useCommands();
  const [wanted, want] = useState({ addressId: '', note, units: lines.map(({ quantity }) => quantity) });
  const [seen, see] = useState<Preview>();
  const change = (part: Partial<typeof wanted>): void => {
    want({ ...wanted, ...part });
    see(undefined);
  };
  const asked = () => {
    const others = lines.flatMap(({ id: lineId, quantity }, i) =>
      wanted.units[i] === quantity ? [] : [{ lineId, quantity: wanted.units[i]! }]
    );
    return {
      orderId,
      ...(wanted.addressId && { addressId: wanted.addressId }),
      ...(wanted.note !== note && { note: wanted.note }),
      ...(others.length > 0 && { lines: others }),
    };
  };
  const go = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!seen) return see(await command('POST /shop/v1/orders/{orderId}/change-preview', asked()));
    const changed = await command('POST /shop/v1/orders/{orderId}/changes', {
      ...asked(),
      expectedPayable: seen.payable,
    });
    if (changed) await done();
    else see(undefined);
  };
  return (
    <form onSubmit={go}>
      <p class="fine">{w.orders.change.text}</p>
      {lines.map(({ id, title, quantity, made }, i) => (
        <label key={id}>
          {text(title)}
          <input
            type="number"
            inputMode="numeric"
            min={0}
            max={maxQuantity}
            required
            disabled={made && made.state !== 'planned'}
            value={wanted.units[i] ?? quantity}
            onInput={({ currentTarget: { valueAsNumber } }) =>
              change({ units: wanted.units.map((n, j) => (j === i ? valueAsNumber || 0 : n)) })}
          />
        </label>
      ))}
      <label>
        {w.checkout.where}
        <select value={wanted.addressId} onChange={({ currentTarget: { value } }) => change({ addressId: value })}>
          <option value="">{w.orders.change.sameAddress}</option>
          {book?.items.map(({ id, name, street, city }) => (
            <option key={id} value={id}>{[name, street, city].filter(Boolean).join(', ')}</option>
          ))}
        </select>
      </label>
      <label>
        {w.orders.toShop}
        <textarea
          rows={2}
          maxLength={500}
          value={wanted.note}
          onInput={({ currentTarget: { value } }) => change({ note: value })}
        />
      </label>
      {seen && (
        <div role="status">
          <p class="sum">
            <span>{w.checkout.freight}</span> <span>{money(seen.freight)}</span>
          </p>
          <p class="sum big">
            <span>{w.checkout.total}</span> <strong>{money(seen.payable)}</strong>
          </p>
          {seen.back.amount > 0 && <p>{w.orders.change.back(money(seen.back))}</p>}
          {seen.acceptedAnew && <p class="fine">{w.orders.change.acceptedAnew}</p>}
        </div>
      )}
      <Told trouble={trouble} />
      <div class="row">
        <button class="button" disabled={busy}>
          {busy ? w.forms.wait : seen ? w.orders.change.yes : w.orders.change.look}
        </button>
        <button type="button" class="button quiet" onClick={close}>{w.forms.cancel}</button>
      </div>
    </form>
  );
};
