/** What went wrong, in the reader's words, and at which field. */
import { Refused } from '../client.ts';
import type { ProblemCode } from '../../shared/kernel/problems.ts';
import type { Shop } from './shop.ts';

export interface Trouble {
  readonly text: string;
  /** Words by the path of the field that they are about. */
  readonly at: Readonly<Record<string, string>>;
  /** Nobody knows whether it was done. */
  readonly unanswered?: boolean;
  /** What the server refused it for; none when it was not heard. */
  readonly code?: ProblemCode;
  /** Seconds after which it may be tried again, where that was said. */
  readonly retryAfter?: number | undefined;
}

/** How refusals are told. */
interface Saying {
  readonly problem: (code: ProblemCode, title: string, detail: string | undefined) => string;
  readonly fault: (message: string) => string;
}

const asTheServerSays: Saying = { problem: (_, title, detail) => detail ?? title, fault: (message) => message };

/** The server says it in English. Other words come with the first refusal: most visits have none. */
const sayingIn = {
  en: async () => asTheServerSays,
  zh: async (): Promise<Saying> => {
    const [{ problemsInChinese }, { faultInChinese }] = await Promise.all([
      import('../shared/problem-words.ts'),
      import('../shared/fault-words.ts'),
    ]);
    return { problem: (code, title) => problemsInChinese[code] ?? title, fault: faultInChinese };
  },
};

/** Reads any error of a call. */
export const troubleIn = async (error: unknown, { w, locale }: Pick<Shop, 'w' | 'locale'>): Promise<Trouble> => {
  if (!(error instanceof Refused)) {
    return { text: navigator.onLine ? w.forms.unheard : w.forms.offline, at: {}, unanswered: true };
  }
  const { retryAfter, problem: { detail, title, code, status, faults = [] } } = error;
  const saying = await sayingIn[locale]().catch(() => asTheServerSays);
  const said = title ? saying.problem(code, title, detail) : w.forms.broken;
  return {
    text: retryAfter === undefined ? said : `${said} ${w.forms.waitFor(retryAfter)}`,
    at: Object.fromEntries(faults.map(({ path, message }) => [path, saying.fault(message)])),
    unanswered: status >= 500,
    code,
    retryAfter,
  };
};
