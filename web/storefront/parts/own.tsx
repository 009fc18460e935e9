import type { Children } from '../page.ts';
import { useShop } from '../shop.ts';
import type { Trouble } from '../trouble.ts';

/** What is in the place of something that is not there yet. */
export const Waiting = ({ lines = 4 }: { readonly lines?: number }) => {
  const { w } = useShop();
  return (
    <div class="waiting" role="status">
      <span class="unseen">{w.forms.wait}</span>
      {Array.from({ length: lines }, (_, i) => <span key={i} class="wait" aria-hidden="true" />)}
    </div>
  );
};

/** What went wrong, told at once to whoever listens; with a way to try again where there is one. */
export const Told = ({ trouble, again }: { readonly trouble: Trouble | undefined; readonly again?: () => void }) => {
  const { w } = useShop();
  return trouble
    ? (
      <p class="trouble" role="alert">
        {trouble.text} {again && <button type="button" class="link" onClick={again}>{w.forms.retry}</button>}
      </p>
    )
    : null;
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
