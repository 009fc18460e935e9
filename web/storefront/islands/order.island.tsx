import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { addressOfProduct } from '../addresses.ts';
import { useAsked } from '../asked.ts';
import { useCommands } from '../commanding.ts';
import { island } from '../island.tsx';
import { AddressLines } from '../parts/address.tsx';
import { ChangeOrder } from '../parts/change-order.tsx';
import { ChosenOptions } from '../parts/chosen.tsx';
import { Picture } from '../parts/picture.tsx';
import { Waiting } from '../parts/own.tsx';
import { RateDelivery } from '../parts/rate-delivery.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';

type Order = Answer<'GET /shop/v1/orders/{orderId}'>;

const steps = [
  'awaiting-payment',
  'awaiting-acceptance',
  'awaiting-shipment',
  'shipped',
  'delivered',
  'completed',
] as const;
const ended = (order: Order | undefined): boolean => order?.state === 'completed' || order?.state === 'cancelled';

/** An order with its way so far, its parcel, and what its buyer can do now. */
const OrderPage = () => {
  const [orderId, setOrderId] = useState('');
  useEffect(() => setOrderId(location.pathname.split('/').at(-1)!), []);
  return orderId ? <Shown orderId={orderId} /> : <Waiting lines={8} />;
};

const Shown = ({ orderId }: { readonly orderId: string }) => {
  const { w, to, money, time, day, text } = useShop();
  const { answer: order, trouble, again } = useAsked(
    'GET /shop/v1/orders/{orderId}',
    { orderId },
    (known) => (known && !ended(known) ? 10_000 : 0),
  );
  if (!order) return trouble ? <Told trouble={trouble} again={again} /> : <Waiting lines={8} />;
  const { state, lines, address, items, freight, payable, cancellation, timeline, paymentId } = order;
  const reached = steps.indexOf(state as (typeof steps)[number]);
  return (
    <article class="order">
      <header class="list-head">
        <h1>{w.orders.states[state]}</h1>
        <p class="fine">{w.orders.number} {order.id}</p>
      </header>
      {state !== 'cancelled' && (
        <ol class="way" aria-label={w.orders.way} tabIndex={0}>
          {steps.map((step, i) => (
            <li key={step} class={i <= reached ? 'done' : ''} aria-current={i === reached ? 'step' : undefined}>
              {w.orders.steps[step]}
            </li>
          ))}
        </ol>
      )}
      {(state === 'awaiting-acceptance' || state === 'awaiting-shipment') && (
        <p class="fine">{w.orders.shipsBy(day(order.shipsBy))}</p>
      )}
      {order.replaces && (
        <p>
          <a class="way" href={to(`/orders/${order.replaces.orderId}`)}>
            {w.orders.replaces} {order.replaces.orderId}
          </a>
        </p>
      )}
      {cancellation && <p class="trouble">{w.orders.cancelled[cancellation.reason]} {cancellation.note}</p>}
      <Told trouble={trouble} again={again} />
      <Actions order={order} again={again} />
      <div class="basket">
        <div>
          <section class="panel">
            <ul class="lines">
              {lines.map((line) => (
                <li class="line" key={line.id}>
                  <Picture of={line.image} alt="" sizes="84px" />
                  <div class="line-what">
                    <a
                      class="line-title way"
                      href={to(addressOfProduct({ listingId: line.listingId, title: text(line.title) }))}
                    >
                      {text(line.title)}
                    </a>
                    <p class="fine">{text(line.specText)} {money(line.unitPrice)} × {line.quantity}</p>
                    {line.made && (
                      <>
                        <ChosenOptions of={line.made.chosen} />
                        <p class="fine">{w.orders.making[line.made.state]}</p>
                      </>
                    )}
                  </div>
                  <p class="line-amount">{money(line.items)}</p>
                </li>
              ))}
            </ul>
            <p class="sum">
              <span>{w.cart.goods}</span> <span>{money(items)}</span>
            </p>
            <p class="sum">
              <span>{w.checkout.freight}</span> <span>{money(freight)}</span>
            </p>
            <p class="sum big">
              <span>{w.checkout.total}</span> <strong>{money(payable)}</strong>
            </p>
            <p>
              <a class="way" href={to(`/pay/${paymentId}`)}>{w.orders.payment}</a>
            </p>
          </section>
          {order.acceptedAt && <Tracking orderId={orderId} state={state} />}
          {(state === 'delivered' || state === 'completed') && (
            <a class="button quiet" href={to(`/orders/${order.replaces?.orderId ?? orderId}/returns`)}>
              {w.orders.returns}
            </a>
          )}
          {state !== 'awaiting-payment' && !order.replaces && (
            <a class="button quiet" href={to(`/orders/${orderId}/invoice`)}>{w.invoices.title}</a>
          )}
        </div>
        <aside>
          <section class="panel">
            <h2>{w.checkout.where}</h2>
            <AddressLines address={address} />
          </section>
          {order.note && (
            <section class="panel">
              <h2>{w.orders.toShop}</h2>
              <p class="as-typed">{order.note}</p>
            </section>
          )}
          <section class="panel">
            <h2>{w.orders.history}</h2>
            <ol class="history">
              {timeline.toReversed().map(({ event, at, by }, i) => (
                <li key={i}>
                  {w.orders.events[event as keyof typeof w.orders.events] ?? event}
                  <span class="fine">
                    {' '}
                    {w.orders.by[by]} · <time dateTime={at}>{time(at)}</time>
                  </span>
                </li>
              ))}
            </ol>
          </section>
        </aside>
      </div>
    </article>
  );
};

interface ActionsProps {
  readonly order: Order;
  readonly again: () => Promise<void>;
}

/** What the buyer can do about an order as it stands; what cannot be undone is asked twice. */
const Actions = ({ order, again }: ActionsProps) => {
  const { id: orderId, state, paymentId, paymentDueAt } = order;
  const { w, to, time } = useShop();
  const { busy, trouble, command } = useCommands();
  const [asked, ask] = useState<'cancel' | 'receipt' | 'denial'>();
  const dialog = useRef<HTMLDialogElement>(null);
  const [note, setNote] = useState('');
  const open = (what: typeof asked): void => {
    ask(what);
    dialog.current!.showModal();
  };
  const go = async (event: Event): Promise<void> => {
    event.preventDefault();
    const done = asked === 'cancel'
      ? await command('POST /shop/v1/orders/{orderId}/cancel', { orderId })
      : asked === 'receipt'
      ? await command('POST /shop/v1/orders/{orderId}/receipt', { orderId })
      : await command('POST /shop/v1/orders/{orderId}/denial', { orderId, note });
    if (!done) return;
    dialog.current!.close();
    await again();
  };
  const canChange = ['awaiting-payment', 'awaiting-acceptance', 'awaiting-shipment'].includes(state);
  const begun = order.lines.some(({ made }) => made && made.state !== 'planned');
  const canReceive = state === 'shipped' || state === 'delivered';
  return (
    <div class="row">
      {state === 'awaiting-payment' && (
        <>
          <a class="button" href={to(`/pay/${paymentId}`)}>{w.orders.pay}</a>
          <span class="fine">{w.orders.payBy(time(paymentDueAt))}</span>
        </>
      )}
      {canReceive && <button type="button" class="button" onClick={() => open('receipt')}>{w.orders.receipt}</button>}
      {state === 'delivered' && (
        <button type="button" class="button quiet" onClick={() => open('denial')}>{w.orders.denial}</button>
      )}
      {canChange && <ChangeOrder order={order} again={again} />}
      {canChange && (begun
        ? <span class="fine">{w.orders.begun}</span>
        : (
          <button type="button" class="button quiet" onClick={() => open('cancel')}>
            {w.orders.cancel}
          </button>
        ))}
      <dialog ref={dialog} class="sheet" aria-labelledby="asked">
        <form onSubmit={go}>
          <h2 id="asked">{asked && w.orders.sure[asked].title}</h2>
          <p>{asked && w.orders.sure[asked].text}</p>
          {asked === 'denial' && (
            <label>
              {w.orders.note}
              <textarea
                rows={3}
                required
                maxLength={500}
                value={note}
                onInput={(event) => setNote(event.currentTarget.value)}
              />
            </label>
          )}
          <Told trouble={trouble} />
          <div class="row">
            <button class="button" disabled={busy}>{busy ? w.forms.wait : asked && w.orders.sure[asked].yes}</button>
            <button type="button" class="button quiet" onClick={() => dialog.current!.close()}>{w.forms.cancel}</button>
          </div>
        </form>
      </dialog>
    </div>
  );
};

/** Where each parcel is. */
const Tracking = ({ orderId, state }: { readonly orderId: string; readonly state: Order['state'] }) => {
  const { w, time, day, text } = useShop();
  const { answer, again } = useAsked(
    'GET /shop/v1/orders/{orderId}/tracking',
    { orderId },
    () => state === 'awaiting-shipment' || state === 'shipped' ? 30_000 : 0,
  );
  // What has moved the order on is a scan of one of its parcels.
  useEffect(() => void (answer && again()), [state]);
  const parcels = answer?.items ?? [];
  return (
    <>
      {parcels.map((parcel, at) => (
        <section class="panel" key={parcel.shipmentId}>
          <h2>{parcels.length > 1 ? w.orders.parcelOf(at + 1, parcels.length) : w.orders.parcel}</h2>
          {parcels.length > 1 && (
            <ul class="fine">
              {parcel.lines.map(({ title, specText, quantity }, i) => (
                <li key={i}>{text(title)} {text(specText)} × {quantity}</li>
              ))}
            </ul>
          )}
          <p>
            {[parcel.carrier, parcel.waybill].filter(Boolean).join(' · ')}{' '}
            {parcel.estimatedArrival && <span class="fine">{w.orders.expected(day(parcel.estimatedArrival))}</span>}
          </p>
          {parcel.missed && <p class="trouble" role="status">{w.orders.missed[parcel.missed]}</p>}
          <ol class="history">
            {parcel.scans.toReversed().map(({ step, at: when, place }, i) => (
              <li key={i}>
                {w.orders.scans[step]}{' '}
                <span class="fine">
                  {place} · <time dateTime={when}>{time(when)}</time>
                </span>
              </li>
            ))}
          </ol>
          {(parcel.state === 'delivered'
            || (state === 'completed' && parcel.state !== 'returned' && parcel.state !== 'cancelled')) && (
            <RateDelivery parcel={parcel} again={again} />
          )}
        </section>
      ))}
    </>
  );
};

export default island('order', OrderPage);
