import Order from '../islands/order.island.tsx';
import { page } from '../page.ts';

export default page({
  path: '/orders/{orderId}',
  cache: 300,
  head: (_, { w }) => ({ title: w.orders.one, hidden: true }),
}, () => <Order />);
