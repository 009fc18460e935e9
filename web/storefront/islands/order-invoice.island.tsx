import { useEffect, useState } from 'preact/hooks';
import { useAsked } from '../asked.ts';
import { island } from '../island.tsx';
import { InvoiceLines } from '../parts/invoices/invoice-lines.tsx';
import { Waiting } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';

/** How far the invoice of an order is; and a form to ask for one, while that is possible, or to correct it. */
const OrderInvoicePage = () => {
  const [orderId, setOrderId] = useState('');
  useEffect(() => setOrderId(location.pathname.split('/').at(-2)!), []);
  return orderId ? <OfOrder orderId={orderId} /> : <Waiting lines={4} />;
};

const OfOrder = ({ orderId }: { readonly orderId: string }) => {
  const { w, to, time } = useShop();
  const { answer, trouble, again } = useAsked('GET /shop/v1/orders/{orderId}/invoice', { orderId }, () => 30_000);
  // Comes along when somebody begins to write: most only look.
  const [writing, write] = useState<typeof import('../parts/invoices/invoice-form.tsx')>();
  if (!answer) return trouble ? <Told trouble={trouble} again={() => void again()} /> : <Waiting lines={4} />;
  const { askable, until, country, kinds, request, invoices } = answer;
  const correctable = request && ['invoice-requested', 'invoice-expected', 'invoice-refused'].includes(request.state);
  return (
    <section class="panel">
      <p class="fine">
        <a class="way" href={to(`/orders/${orderId}`)}>{w.orders.number} {orderId}</a>
      </p>
      {request && (
        <p>
          <strong>{w.invoices.states[request.state]}</strong> {request.title.name}
          {request.dueAt && <span class="fine">{w.invoices.until(time(request.dueAt))}</span>}
        </p>
      )}
      {request?.refusal && <p class="trouble">{request.refusal.reason}</p>}
      {request?.end && <p class="fine">{w.invoices.ends[request.end]}</p>}
      {!request && !askable && <p class="fine">{w.invoices.none}</p>}
      <InvoiceLines items={invoices} />
      {(askable || correctable) && (writing
        ? (
          <writing.InvoiceForm
            orderId={orderId}
            country={country}
            kinds={kinds}
            request={askable ? undefined : request}
            saved={async () => {
              write(undefined);
              await again();
            }}
            cancel={() => write(undefined)}
          />
        )
        : (
          <>
            <button
              type="button"
              class="button quiet"
              onClick={async () => write(await import('../parts/invoices/invoice-form.tsx'))}
            >
              {askable ? w.invoices.ask : w.invoices.correct}
            </button>
            {askable && until && <span class="fine">{w.invoices.until(time(until))}</span>}
          </>
        ))}
    </section>
  );
};

export default island('order-invoice', OrderInvoicePage);
