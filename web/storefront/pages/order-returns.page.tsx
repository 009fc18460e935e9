import Returns from '../islands/returns.island.tsx';
import { page } from '../page.ts';

/** What goes back of an order: asked for, sent, and how far each is. */
export default page({
  path: '/orders/{orderId}/returns',
  cache: 300,
  head: (_, { w }) => ({ title: w.returns.title, hidden: true }),
}, ({}, { w }) => (
  <>
    <h1>{w.returns.title}</h1>
    <Returns />
  </>
));
