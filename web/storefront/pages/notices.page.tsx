import Notices from '../islands/notices.island.tsx';
import { page } from '../page.ts';
import { Account } from '../parts/account.tsx';

export default page({
  path: '/account/notices',
  cache: 3600,
  head: (_, { w }) => ({ title: w.notices.title, hidden: true }),
}, (_, { w }) => (
  <Account room="notices" title={w.notices.title}>
    <Notices />
  </Account>
));
