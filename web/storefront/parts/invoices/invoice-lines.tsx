import type { Answer } from '../../../client.ts';
import { Told } from '../told.tsx';
import { useShop } from '../../shop.ts';
import { useTrying } from '../../trying.ts';
import { askAsMe } from '../../visit.ts';

interface InvoiceLinesProps {
  readonly items: Answer<'GET /shop/v1/invoices'>['items'];
}

/** Invoices and credit notes, each with the way to its file. */
export const InvoiceLines = ({ items }: InvoiceLinesProps) => {
  const { w, money, day } = useShop();
  const { trouble, trying } = useTrying();
  const open = async (invoiceId: string): Promise<void> => {
    const { url } = await askAsMe('GET /shop/v1/invoices/{invoiceId}/file', { invoiceId });
    location.assign(url);
  };
  return (
    <>
      {items.map(({ id, what, number, gross, drawnUpAt, state, of }) => (
        <p key={id} class="lines-row">
          <span>
            {w.invoices.papers[what]} {number}{' '}
            <span class="fine">{of && w.invoices.of(of.number ?? '')} {day(drawnUpAt)}</span>
          </span>
          <span>{money(gross)}</span>
          {state === 'invoice-ready'
            ? (
              <button type="button" class="button quiet" onClick={() => void trying(() => open(id))}>
                {w.invoices.download}
              </button>
            )
            : <span class="fine">{w.invoices.making}</span>}
        </p>
      ))}
      <Told trouble={trouble} />
    </>
  );
};
