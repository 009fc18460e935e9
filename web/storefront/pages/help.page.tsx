import { page } from '../page.ts';
import { topics } from '../parts/topics.ts';

export default page({
  path: '/help',
  cache: 3600,
  head: (_, { w }) => ({ title: w.help.title, description: w.help.lead }),
}, (_, { w, locale }) => (
  <section class="prose">
    <h1>{w.help.title}</h1>
    <p>{w.help.lead}</p>
    <nav class="chips" aria-label={w.help.title}>
      {topics.map((topic) => <a href={`/${locale}/help/${topic}`}>{w.help[topic].title}</a>)}
    </nav>
  </section>
));
