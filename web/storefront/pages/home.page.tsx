import * as tree from '../../../functions/catalogue/categories/show-category-tree.ts';
import { addressOfCategory } from '../addresses.ts';
import { page } from '../page.ts';

export default page({
  path: '/',
  shows: { tree },
  cache: 60,
  head: (_, { w }) => ({
    title: w.home.title,
    description: w.home.description,
    jsonLd: [{ '@type': 'Organization', name: w.brand, description: w.home.description }],
  }),
}, ({ tree: { categories } }, { w, locale }) => (
  <>
    <section class="hero">
      <h1>{w.home.title}</h1>
      <p>{w.home.lead}</p>
    </section>
    <section>
      <h2>{w.home.categories}</h2>
      <nav class="chips">
        {categories.filter(({ level }) => level === 1).map((one) => (
          <a href={`/${locale}${addressOfCategory(one)}`}>{one.name}</a>
        ))}
      </nav>
    </section>
  </>
));
