import type { Money } from '../../../shared/kernel/values/money.ts';
import type { LocalText } from '../../../shared/kernel/values/text.ts';
import { useShop } from '../shop.ts';

interface ChosenProps {
  readonly of:
    | readonly {
      readonly option: string;
      readonly kind: 'text' | 'choice' | 'picture';
      readonly name: LocalText;
      readonly value: string;
      readonly label?: LocalText | undefined;
      readonly surcharge?: Money | undefined;
      readonly picture?: string | undefined;
    }[]
    | undefined;
}

/** What was decided of what is made to order, and what it adds. */
export const ChosenOptions = ({ of = [] }: ChosenProps) => {
  const { w, text, money } = useShop();
  return of.length === 0 ? null : (
    <ul class="chosen fine">
      {of.map(({ option, kind, name, value, label, surcharge, picture }) => (
        <li key={option}>
          {text(name)}: {kind !== 'picture' ? text(label) || value : picture
            ? <a href={picture} target="_blank" rel="noopener">{w.cart.picture}</a>
            : w.cart.picture}
          {surcharge && surcharge.amount > 0 && ` (+${money(surcharge)})`}
        </li>
      ))}
    </ul>
  );
};
