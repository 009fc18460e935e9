import Messages from '../islands/messages.island.tsx';
import { page } from '../page.ts';
import { Account } from '../parts/account.tsx';

export default page({
  path: '/account/messages',
  cache: 3600,
  head: (_, { w }) => ({ title: w.messages.title, hidden: true }),
}, (_, { w }) => (
  <Account room="messages" title={w.messages.title}>
    <Messages />
  </Account>
));
