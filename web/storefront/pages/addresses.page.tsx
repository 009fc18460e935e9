import Addresses from '../islands/addresses.island.tsx';
import { page } from '../page.ts';
import { Account } from '../parts/account.tsx';

export default page({
  path: '/account/addresses',
  cache: 3600,
  head: (_, { w }) => ({ title: w.addresses.title, hidden: true }),
}, (_, { w }) => (
  <Account room="addresses" title={w.addresses.title}>
    <Addresses />
  </Account>
));
