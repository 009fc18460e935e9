import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, Input } from '../client.ts';
import type { Operations } from '../operations.ts';
import { useShop } from './shop.ts';
import { troubleIn, type Trouble } from './trouble.ts';
import { askAsMe } from './visit.ts';

export interface Asked<A> {
  /** The latest answer; kept while it is asked for again. */
  readonly answer: A | undefined;
  readonly trouble: Trouble | undefined;
  /** Asks again. */
  readonly again: () => Promise<void>;
  /** Takes what a command has answered for the latest. */
  readonly know: (answer: A) => void;
}

/**
 * What an endpoint answers to the one who is signed in.
 * @param input undefined while it is not known yet what to ask for
 * @param every milliseconds after which it is asked again while the page is in sight; 0 for never
 */
export const useAsked = <R extends keyof Operations>(
  route: R,
  input: Input<R> | undefined,
  every: (answer: Answer<R> | undefined) => number = () => 0,
): Asked<Answer<R>> => {
  const shop = useShop();
  const [answer, know] = useState<Answer<R>>();
  const [trouble, setTrouble] = useState<Trouble>();
  const latest = useRef(0);
  const key = JSON.stringify(input);
  const again = useCallback(async () => {
    if (input === undefined) return;
    const mine = ++latest.current;
    // An answer that comes after a later question is no longer what was asked for.
    const tell = (said: () => void): void => void (mine === latest.current && said());
    try {
      const found = await askAsMe(route, input);
      tell(() => {
        know(found);
        setTrouble(undefined);
      });
    } catch (error) {
      const told = await troubleIn(error, shop);
      tell(() => setTrouble(told));
    }
  }, [route, key]);

  useEffect(() => void again(), [again]);
  const pause = every(answer);
  useEffect(() => {
    if (pause === 0) return;
    const timer = setInterval(() => document.visibilityState === 'visible' && void again(), pause);
    return () => clearInterval(timer);
  }, [pause, again]);
  return { answer, trouble, again, know };
};

/** Asks again when the page comes back into sight: another tab may have changed what it shows. */
export const useAgainWhenSeen = (again: () => Promise<void>): void =>
  useEffect(() => {
    const seen = (): void => void (document.visibilityState === 'visible' && again());
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  }, [again]);
