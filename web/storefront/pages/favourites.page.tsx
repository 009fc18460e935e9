import Favourites from '../islands/favourites.island.tsx';
import { page } from '../page.ts';
import { Account } from '../parts/account.tsx';

export default page({
  path: '/account/favourites',
  cache: 3600,
  head: (_, { w }) => ({ title: w.favourites.title, hidden: true }),
}, (_, { w }) => (
  <Account room="favourites" title={w.favourites.title}>
    <Favourites />
  </Account>
));
