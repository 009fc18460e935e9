import SignIn from '../islands/sign-in.island.tsx';
import { page } from '../page.ts';

export default page({
  path: '/sign-in',
  cache: 3600,
  head: (_, { w }) => ({ title: w.signIn.title, hidden: true }),
}, (_, { w }) => (
  <section class="narrow">
    <h1>{w.signIn.title}</h1>
    <SignIn />
  </section>
));
