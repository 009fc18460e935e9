import Register from '../islands/register.island.tsx';
import { page } from '../page.ts';

export default page({
  path: '/register',
  cache: 3600,
  head: (_, { w }) => ({ title: w.register.title, hidden: true }),
}, (_, { w }) => (
  <section class="narrow">
    <h1>{w.register.title}</h1>
    <p class="soft">{w.register.lead}</p>
    <Register />
  </section>
));
