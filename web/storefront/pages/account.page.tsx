import Overview from '../islands/account.island.tsx';
import { page } from '../page.ts';
import { Account } from '../parts/account.tsx';

export default page({
  path: '/account',
  cache: 3600,
  head: (_, { w }) => ({ title: w.account.title, hidden: true }),
}, (_, { w }) => (
  <Account room="overview" title={w.account.title}>
    <Overview />
  </Account>
));
