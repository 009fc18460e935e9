import { page } from '../page.ts';
import { topics, type Topic } from '../parts/topics.ts';

export default page({
  path: '/help/{topic}',
  cache: 3600,
  address: (_, { params }) => topics.some((one) => one === params['topic']) ? `/help/${params['topic']}` : undefined,
  head: (_, { w, params }) => {
    const { title, text } = w.help[params['topic'] as Topic];
    return { title, description: text[0]! };
  },
}, (_, { w, params, locale }) => {
  const { title, text } = w.help[params['topic'] as Topic];
  return (
    <article class="prose">
      <p>
        <a class="way" href={`/${locale}/help`}>{w.help.title}</a>
      </p>
      <h1>{title}</h1>
      {text.map((paragraph) => <p>{paragraph}</p>)}
    </article>
  );
});
