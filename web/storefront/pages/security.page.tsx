import Security from '../islands/security.island.tsx';
import { page } from '../page.ts';
import { Account } from '../parts/account.tsx';

export default page({
  path: '/account/security',
  cache: 3600,
  head: (_, { w }) => ({ title: w.security.title, hidden: true }),
}, (_, { w }) => (
  <Account room="security" title={w.security.title}>
    <Security />
  </Account>
));
