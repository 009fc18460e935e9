import { useState } from 'preact/hooks';
import { useShop } from './shop.ts';
import { troubleIn, type Trouble } from './trouble.ts';

interface Trying {
  /** What the last try was refused for. */
  readonly trouble: Trouble | undefined;
  readonly trying: (work: () => Promise<void>) => Promise<void>;
}

/** Does things that may be refused, and says why they were. */
export const useTrying = (): Trying => {
  const shop = useShop();
  const [trouble, setTrouble] = useState<Trouble>();
  return {
    trouble,
    trying: async (work) => {
      setTrouble(undefined);
      try {
        await work();
      } catch (error) {
        setTrouble(await troubleIn(error, shop));
      }
    },
  };
};
