import Checkout from '../islands/checkout.island.tsx';
import { page } from '../page.ts';

export default page({
  path: '/checkout',
  cache: 300,
  head: (_, { w }) => ({ title: w.checkout.title, hidden: true }),
}, (_, { w }) => (
  <>
    <header class="list-head">
      <h1>{w.checkout.title}</h1>
    </header>
    <Checkout />
  </>
));
