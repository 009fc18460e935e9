import { lazy, Suspense } from 'react';
import { described, type Command } from './operations.ts';
import { useWords } from './words.tsx';

const InChinese = lazy(async () => {
  const [{ consequencesInChinese }, { operatorConsequences }] = await Promise.all([
    import('../words/consequences.ts'),
    import('../words/operator-consequences.ts'),
  ]);
  const all: Readonly<Record<Command, string>> = { ...consequencesInChinese, ...operatorConsequences };
  return { default: ({ of }: { of: Command }) => all[of] };
});

/** What follows from a command. In Chinese it comes along when the first command is asked for. */
export const Consequence = ({ of }: { readonly of: Command }) => {
  const { locale } = useWords();
  return locale === 'zh'
    ? (
      <Suspense fallback={<span className="waiting">…</span>}>
        <InChinese of={of} />
      </Suspense>
    )
    : described(of).summary;
};
