/** The page of a refusal: what is wrong, and where to go from there. */
import type { ProblemBody } from '../../shared/kernel/problems.ts';
import { Steps } from './parts/steps.tsx';
import type { At, Head } from './page.ts';

/** What a page that cannot be shown says of it. */
const wordOf = ({ status, code }: Pick<ProblemBody, 'status' | 'code'>): keyof At['w']['refused'] => {
  if (status === 410) return 'gone';
  if (status === 429) return 'busy';
  return ['not-found', 'invalid-input', 'invalid-cursor'].includes(code) ? 'missing' : 'broken';
};

export const refused = (problem: Pick<ProblemBody, 'status' | 'code' | 'see'>, { w, locale }: At) => {
  const { title, text } = w.refused[wordOf(problem)];
  const head: Head = { title, hidden: true };
  return {
    head,
    Body: () => (
      <section class="refused">
        <p class="refused-code" aria-hidden="true">{problem.status}</p>
        <h1>{title}</h1>
        <p>{text}</p>
        {problem.see && (
          <p>
            <a href={`/${locale}/c/${problem.see}`}>{w.refused.gone.see}</a>
          </p>
        )}
        <Steps />
      </section>
    ),
  };
};
