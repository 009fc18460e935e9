import { useEffect, useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { useAsked } from '../asked.ts';
import { useCommands } from '../commanding.ts';
import { island } from '../island.tsx';
import { Waiting } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';

type Payment = Answer<'GET /shop/v1/payments/{paymentId}'>;

/** Milliseconds until it is asked for again: what is paid shows by itself. */
const pause = (payment: Payment | undefined): number => {
  if (!payment) return 0;
  if (payment.state === 'created') return 1000;
  return payment.state === 'pending' ? (payment.remittance ? 60_000 : 2000) : 0;
};

/** A payment from its request to its end: where to pay, whether it has arrived, and what to do if not. */
const PaymentPage = () => {
  const { w, to, money } = useShop();
  const [paymentId, setPaymentId] = useState('');
  useEffect(() => setPaymentId(location.pathname.split('/').at(-1)!), []);
  return paymentId ? <Shown paymentId={paymentId} /> : <Waiting />;

  function Shown({ paymentId }: { readonly paymentId: string }) {
    const { answer: payment, trouble, again, know } = useAsked(
      'GET /shop/v1/payments/{paymentId}',
      { paymentId },
      pause,
    );
    const retrying = useCommands();
    const [method, setMethod] = useState<Payment['method']>();

    useEffect(() => {
      if (payment?.state !== 'pending' || !payment.payUrl || !new URLSearchParams(location.search).has('go')) return;
      // Only once: whoever comes back from the provider's page stays here.
      history.replaceState(null, '', location.pathname);
      location.assign(payment.payUrl);
    }, [payment]);

    if (!payment) return trouble ? <Told trouble={trouble} again={again} /> : <Waiting />;
    const { state, amount, payUrl, remittance, orders } = payment;
    const retry = async (): Promise<void> => {
      const next = await retrying.command('POST /shop/v1/payments/{paymentId}/attempts', {
        paymentId,
        method: method ?? payment.method,
      });
      if (next) know(next);
    };
    return (
      <section class={`panel narrow payment ${state}`} aria-live="polite">
        <p class="payment-mark" aria-hidden="true">
          {state === 'captured' ? '✓' : state === 'declined' || state === 'expired' ? '!' : '…'}
        </p>
        <h1>{w.payment[state].title}</h1>
        <p class="price">{money(amount)}</p>
        <p>{w.payment[state].text}</p>
        {state === 'pending' && payUrl && <a class="button" href={payUrl}>{w.payment.go}</a>}
        {state === 'pending' && remittance && (
          <dl class="facts">
            <div>
              <dt>{w.payment.holder}</dt>
              <dd>{remittance.holder}</dd>
            </div>
            <div>
              <dt>{w.payment.bank}</dt>
              <dd>{remittance.bank}</dd>
            </div>
            <div>
              <dt>{w.payment.account}</dt>
              <dd>{remittance.account}</dd>
            </div>
            <div>
              <dt>{w.payment.reference}</dt>
              <dd>
                <strong>{remittance.reference}</strong>
              </dd>
            </div>
          </dl>
        )}
        {state === 'declined' && (
          <>
            <label>
              {w.checkout.how}
              <select
                value={method ?? payment.method}
                onChange={(event) => setMethod(event.currentTarget.value as Payment['method'])}
              >
                {Object.entries(w.methods).map(([value, name]) => <option value={value}>{name}</option>)}
              </select>
            </label>
            <Told trouble={retrying.trouble} />
            <button type="button" class="button" disabled={retrying.busy} onClick={retry}>
              {retrying.busy ? w.forms.wait : w.payment.retry}
            </button>
          </>
        )}
        <Told trouble={trouble} again={again} />
        <nav class="steps" aria-label={w.payment.orders}>
          {orders.map(({ orderId }, i) => (
            <a class="button quiet" key={orderId} href={to(`/orders/${orderId}`)}>
              {w.payment.order(i + 1, orders.length)}
            </a>
          ))}
        </nav>
      </section>
    );
  }
};

export default island('payment', PaymentPage);
