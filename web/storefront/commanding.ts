import { useRef, useState } from 'preact/hooks';
import type { Answer, Input } from '../client.ts';
import type { Operations } from '../operations.ts';
import { useShop } from './shop.ts';
import { troubleIn, type Trouble } from './trouble.ts';
import { askAsMe } from './visit.ts';

export interface Commanding {
  /** Whether an answer is waited for. */
  readonly busy: boolean;
  readonly trouble: Trouble | undefined;
  /**
   * Sends a command. `undefined` when it was refused or has no answer, `trouble` says why; or when another one is under
   * way.
   */
  readonly command: <R extends keyof Operations>(route: R, input: Input<R>) => Promise<Answer<R> | undefined>;
}

/**
 * Sends commands, one at a time. One that is sent again because its answer was lost has the same idempotency key, so that it
 * is done once.
 */
export const useCommands = (): Commanding => {
  const shop = useShop();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  // Not states: a second click comes before what the first one has set is shown.
  const running = useRef(false);
  const lost = useRef<{ readonly what: string; readonly key: string }>(undefined);
  return {
    busy,
    trouble,
    command: async (route, input) => {
      if (running.current) return undefined;
      const what = JSON.stringify([route, input]);
      const key = lost.current?.what === what ? lost.current.key : crypto.randomUUID();
      running.current = true;
      setBusy(true);
      setTrouble(undefined);
      lost.current = { what, key };
      try {
        const answer = await askAsMe(route, input, key);
        lost.current = undefined;
        return answer;
      } catch (error) {
        const told = await troubleIn(error, shop);
        // What was refused is decided; only of what nobody answered it is not known.
        if (!told.unanswered) lost.current = undefined;
        setTrouble(told);
        return undefined;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
  };
};
