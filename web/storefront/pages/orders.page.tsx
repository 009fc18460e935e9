import Orders from '../islands/orders.island.tsx';
import { page } from '../page.ts';

export default page({
  path: '/orders',
  cache: 300,
  head: (_, { w }) => ({ title: w.orders.title, hidden: true }),
}, (_, { w }) => (
  <>
    <header class="list-head">
      <h1>{w.orders.title}</h1>
    </header>
    <Orders />
  </>
));
