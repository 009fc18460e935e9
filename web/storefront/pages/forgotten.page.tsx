import Forgotten from '../islands/forgotten.island.tsx';
import { page } from '../page.ts';

export default page({
  path: '/forgotten',
  cache: 3600,
  head: (_, { w }) => ({ title: w.forgotten.title, hidden: true }),
}, (_, { w }) => (
  <section class="narrow">
    <h1>{w.forgotten.title}</h1>
    <p class="soft">{w.forgotten.lead}</p>
    <Forgotten />
  </section>
));
