/** The page of a refusal: what is wrong, and where to go from there. */
import type { ProblemBody } from '../../shared/kernel/problems.ts';
import { Steps } from './parts/steps.tsx';
import type { At, Head } from './page.ts';

export const refused = ({ status, code }: Pick<ProblemBody, 'status' | 'code'>, { w }: At) => {
  const { title, text } = w.refused[
    code === 'not-found' || code === 'invalid-input'
      ? 'missing'
      : status === 410
      ? 'gone'
      : status === 429
      ? 'busy'
      : 'broken'
  ];
  const head: Head = { title, hidden: true };
  return {
    head,
    body: (
      <section class="refused">
        <p class="refused-code" aria-hidden="true">{status}</p>
        <h1>{title}</h1>
        <p>{text}</p>
        <Steps />
      </section>
    ),
  };
};
