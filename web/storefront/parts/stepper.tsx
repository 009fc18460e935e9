import { useShop } from '../shop.ts';

interface StepperProps {
  readonly value: number;
  readonly most?: number;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** How many, by button or by typing. */
export const Stepper = ({ value, most = 99, disabled = false, onChange }: StepperProps) => {
  const { w } = useShop();
  return (
    <div class="stepper">
      <button
        type="button"
        aria-label={w.product.less}
        disabled={disabled || value <= 1}
        onClick={() => onChange(value - 1)}
      >
        −
      </button>
      <input
        type="number"
        inputMode="numeric"
        aria-label={w.product.quantity}
        min={1}
        max={most}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(Math.min(most, Math.max(1, Math.trunc(event.currentTarget.valueAsNumber) || 1)))}
      />
      <button
        type="button"
        aria-label={w.product.more}
        disabled={disabled || value >= most}
        onClick={() => onChange(value + 1)}
      >
        +
      </button>
    </div>
  );
};
