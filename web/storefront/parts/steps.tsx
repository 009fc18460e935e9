import { useShop } from '../shop.ts';

/** Where to go from a page that leads nowhere. */
export const Steps = () => {
  const { w, to } = useShop();
  return (
    <nav class="steps" aria-label={w.steps.title}>
      <a class="button" href={to('/')}>{w.steps.home}</a>
      <a class="button quiet" href={to('/help')}>{w.steps.help}</a>
    </nav>
  );
};
