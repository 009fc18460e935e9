import { useAsked } from '../asked.ts';
import { island } from '../island.tsx';
import { AddressLines } from '../parts/address.tsx';
import { OrderRow } from '../parts/order-row.tsx';
import { Once } from '../parts/own.tsx';
import { useShop } from '../shop.ts';
import { signOut } from '../visit.ts';

/** What somebody has here, at one look. */
const Overview = () => {
  const { w, to, money } = useShop();
  const me = useAsked('GET /shop/v1/me', {});
  const addresses = useAsked('GET /shop/v1/addresses', {});
  const unpaid = me.answer?.payments.latest.filter(({ state }) => state === 'pending' || state === 'created') ?? [];
  const address = addresses.answer?.items.find(({ isDefault }) => isDefault);
  const leave = async (): Promise<void> => {
    await signOut();
    location.assign(to('/'));
  };
  return (
    <>
      <Once of={me} lines={1}>
        {({ profile: { name, login } }) => (
          <p>
            {w.account.hello(name)} <span class="fine">{login}</span>
          </p>
        )}
      </Once>
      {unpaid.map(({ paymentId, amount }) => (
        <p key={paymentId} class="trouble lines-row">
          <span>{w.account.toPay}: {money(amount)}</span>
          <a class="button" href={to(`/pay/${paymentId}`)}>{w.account.pay}</a>
        </p>
      ))}
      <ul class="tiles">
        <li>
          <article class="tile">
            <h2>{w.account.messages}</h2>
            <Once of={me} lines={1}>{({ messages: { unread } }) => <p>{w.account.unread(unread)}</p>}</Once>
            <p class="row">
              <a class="way" href={to('/account/messages')}>{w.account.readThem}</a>
            </p>
          </article>
        </li>
        <li>
          <article class="tile">
            <h2>{w.account.defaultAddress}</h2>
            <Once of={addresses} lines={3}>
              {() => address ? <AddressLines address={address} /> : <p>{w.account.noAddress}</p>}
            </Once>
            <p class="row">
              <a href={to('/account/addresses')}>{w.account.addresses}</a>
            </p>
          </article>
        </li>
      </ul>
      <section class="section">
        <h2>{w.account.lastOrders}</h2>
        <Once of={me} lines={3}>
          {({ orders: { latest } }) =>
            latest.length === 0 ? <p class="soft">{w.account.noOrders}</p> : (
              <>
                <ul class="orders">
                  {latest.map((order) => <OrderRow key={order.id} of={order} />)}
                </ul>
                <a class="way" href={to('/orders')}>{w.account.allOrders}</a>
              </>
            )}
        </Once>
      </section>
      <button type="button" class="button quiet" onClick={() => void leave()}>{w.account.signOut}</button>
    </>
  );
};

export default island('account', Overview);
