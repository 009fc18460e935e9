import { useAsked } from '../asked.ts';
import { island } from '../island.tsx';
import { InvoiceLines } from '../parts/invoices/invoice-lines.tsx';
import { Once } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';
import { useTrying } from '../trying.ts';
import { askAsMe } from '../visit.ts';

/** Somebody's invoices, newest first, and to whom they were made out. */
const Invoices = () => {
  const { w } = useShop();
  const own = useAsked('GET /shop/v1/invoices', { limit: 20 });
  const titles = useAsked('GET /shop/v1/invoice-titles', {});
  const { trouble, trying } = useTrying();
  const older = async (cursor: string): Promise<void> => {
    const next = await askAsMe('GET /shop/v1/invoices', { limit: 20, cursor });
    own.know({ ...next, items: [...own.answer!.items, ...next.items] });
  };
  const forget = async (invoiceTitleId: string): Promise<void> => {
    await askAsMe('DELETE /shop/v1/invoice-titles/{invoiceTitleId}', { invoiceTitleId });
    await titles.again();
  };
  return (
    <>
      <Once of={own}>
        {({ items, cursor }) => (
          <>
            {items.length === 0 ? <p class="empty">{w.invoices.empty}</p> : <InvoiceLines items={items} />}
            {cursor && (
              <p class="more">
                <button type="button" class="button quiet" onClick={() => void trying(() => older(cursor))}>
                  {w.messages.more}
                </button>
              </p>
            )}
          </>
        )}
      </Once>
      <Once of={titles} lines={2}>
        {({ items }) => (
          <section class="section">
            <h2>{w.invoices.titles}</h2>
            {items.length === 0 && <p class="soft">{w.invoices.noTitles}</p>}
            {items.map(({ id, name, taxNumber }) => (
              <p key={id} class="lines-row">
                <span>
                  {name} <span class="fine">{taxNumber}</span>
                </span>
                <button type="button" class="button quiet" onClick={() => void trying(() => forget(id))}>
                  {w.forms.remove}
                </button>
              </p>
            ))}
          </section>
        )}
      </Once>
      <Told trouble={trouble} />
    </>
  );
};

export default island('invoices', Invoices);
