import type { JSX } from 'preact';
import type { Children } from '../page.ts';
import { useShop } from '../shop.ts';
import type { Asked } from '../asked.ts';
import { Told } from './told.tsx';

/** What is in the place of something that is not there yet. */
export const Waiting = ({ lines = 4 }: { readonly lines?: number }) => {
  const { w } = useShop();
  return (
    <div class="waiting" role="status">
      <span class="unseen">{w.forms.wait}</span>
      {Array.from({ length: lines }, (_, i) => <span key={i} class="wait" aria-hidden="true" />)}
      <noscript>{w.forms.needsScript}</noscript>
    </div>
  );
};

interface OnceProps<A> {
  readonly of: Asked<A>;
  /** How many lines are likely to come. */
  readonly lines?: number;
  readonly children: (answer: A) => JSX.Element;
}

/** What was answered; until then as much grey as it will take, or why it does not come. */
export const Once = <A,>({ of: { answer, trouble, again }, lines, children }: OnceProps<A>) => {
  if (answer !== undefined) return children(answer);
  return trouble ? <Told trouble={trouble} again={() => void again()} /> : <Waiting {...(lines && { lines })} />;
};

/** An empty place, and where to go from it. */
export const Empty = ({ title, children }: Children & { readonly title: string }) => {
  const { w, to } = useShop();
  return (
    <div class="empty">
      <h2>{title}</h2>
      {children}
      <a class="button" href={to('/')}>{w.steps.home}</a>
    </div>
  );
};
