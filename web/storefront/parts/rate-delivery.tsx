import { useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { useCommands } from '../commanding.ts';
import { useShop } from '../shop.ts';
import { Told } from './told.tsx';

type Parcel = Answer<'GET /shop/v1/orders/{orderId}/tracking'>['items'][number];

const headings = ['speed', 'condition', 'courier'] as const;
const scores = [5, 4, 3, 2, 1] as const;

interface RateDeliveryProps {
  readonly parcel: Parcel;
  readonly again: () => Promise<void>;
}

/** Where the buyer says how a parcel was brought, once; afterwards, what was said. */
export const RateDelivery = ({ parcel: { shipmentId, rating }, again }: RateDeliveryProps) => {
  const { w } = useShop();
  const { busy, trouble, command } = useCommands();
  const [given, give] = useState({ speed: 5, condition: 5, courier: 5 });
  const [comment, type] = useState('');
  if (rating) {
    return (
      <p class="fine" role="status">
        {headings.map((heading) => `${w.orders.rating.headings[heading]}: ${rating[heading]}/5`).join(' · ')}
        {rating.comment && <span class="as-typed">{' '}{rating.comment}</span>}
      </p>
    );
  }
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const said = comment.trim();
    const done = await command('POST /shop/v1/shipments/{shipmentId}/rating', {
      shipmentId,
      ...given,
      ...(said && { comment: said }),
    });
    if (done) await again();
  };
  return (
    <form onSubmit={send} class="rating" aria-label={w.orders.rating.title}>
      <h3>{w.orders.rating.title}</h3>
      <div class="row">
        {headings.map((heading) => (
          <label key={heading}>
            {w.orders.rating.headings[heading]}
            <select
              value={given[heading]}
              onChange={({ currentTarget: { value } }) => give({ ...given, [heading]: Number(value) })}
            >
              {scores.map((score) => <option key={score} value={score}>{w.orders.rating.scores[score]}</option>)}
            </select>
          </label>
        ))}
      </div>
      <label>
        {w.orders.rating.comment}
        <textarea rows={2} maxLength={1000} value={comment} onInput={({ currentTarget: { value } }) => type(value)} />
      </label>
      <Told trouble={trouble} />
      <button class="button quiet" disabled={busy}>{busy ? w.forms.wait : w.orders.rating.send}</button>
    </form>
  );
};
