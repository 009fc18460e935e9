import Cart from '../islands/cart.island.tsx';
import { page } from '../page.ts';

export default page({
  path: '/cart',
  cache: 300,
  head: (_, { w }) => ({ title: w.cart.title, hidden: true }),
}, (_, { w }) => (
  <>
    <header class="list-head">
      <h1>{w.cart.title}</h1>
    </header>
    <Cart />
  </>
));
