import Invoices from '../islands/invoices.island.tsx';
import { page } from '../page.ts';
import { Account } from '../parts/account.tsx';

export default page({
  path: '/account/invoices',
  cache: 3600,
  head: (_, { w }) => ({ title: w.invoices.all, hidden: true }),
}, (_, { w }) => (
  <Account room="invoices" title={w.invoices.all}>
    <Invoices />
  </Account>
));
