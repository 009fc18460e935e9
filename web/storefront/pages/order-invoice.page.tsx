import OrderInvoice from '../islands/order-invoice.island.tsx';
import { page } from '../page.ts';

/** The invoice of an order: asked for, corrected, downloaded. */
export default page({
  path: '/orders/{orderId}/invoice',
  cache: 300,
  head: (_, { w }) => ({ title: w.invoices.title, hidden: true }),
}, ({}, { w }) => (
  <>
    <h1>{w.invoices.title}</h1>
    <OrderInvoice />
  </>
));
