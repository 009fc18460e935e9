import MyAds from '../../islands/my-ads.island.tsx';
import { page } from '../../page.ts';
import { Account } from '../../parts/account.tsx';

export default page({
  path: '/account/ads',
  cache: 3600,
  head: (_, { w }) => ({ title: w.ads.mine, hidden: true }),
}, (_, { w }) => (
  <Account room="ads" title={w.ads.mine}>
    <MyAds />
  </Account>
));
