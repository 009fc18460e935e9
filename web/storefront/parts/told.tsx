import { useShop } from '../shop.ts';
import type { Trouble } from '../trouble.ts';

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
