import type { Answer } from '../../client.ts';
import { useShop } from '../shop.ts';
import { Picture } from './picture.tsx';

/** One order of a list: what it is of, how it stands, what it came to. */
export const OrderRow = ({ of }: { readonly of: Answer<'GET /shop/v1/orders'>['items'][number] }) => {
  const { w, to, money, text, time } = useShop();
  const { id, state, payable, title, image, lines, placedAt } = of;
  return (
    <li>
      <a class="panel order-row" href={to(`/orders/${id}`)}>
        <Picture of={image} alt="" sizes="64px" />
        <span>
          <span class={`state ${state}`}>{w.orders.states[state]}</span>
          <span class="card-title">{text(title)}</span>
          <span class="fine">{lines > 1 && `${w.orders.andMore(lines - 1)} · `}{time(placedAt)}</span>
        </span>
        <strong>{money(payable)}</strong>
      </a>
    </li>
  );
};
