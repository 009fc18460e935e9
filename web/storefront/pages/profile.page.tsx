import Habits from '../islands/habits.island.tsx';
import Profile from '../islands/profile.island.tsx';
import { page } from '../page.ts';
import { Account } from '../parts/account.tsx';

export default page({
  path: '/account/profile',
  cache: 3600,
  head: (_, { w }) => ({ title: w.account.profile, hidden: true }),
}, (_, { w }) => (
  <Account room="profile" title={w.account.profile}>
    <Profile />
    <Habits />
  </Account>
));
