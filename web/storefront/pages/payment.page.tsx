import Payment from '../islands/payment.island.tsx';
import { page } from '../page.ts';

export default page({
  path: '/pay/{paymentId}',
  cache: 300,
  head: (_, { w }) => ({ title: w.payment.title, hidden: true }),
}, () => <Payment />);
