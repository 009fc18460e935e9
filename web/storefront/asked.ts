import { useCallback, useEffect, useState } from 'preact/hooks';
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
 * What an endpoint answers to the one who is signed in. @param every milliseconds after which it is asked again while the
 * page is in sight; 0 for never
 */
export const useAsked = <R extends keyof Operations>(
  route: R,
  input: Input<R>,
  every: (answer: Answer<R> | undefined) => number = () => 0,
): Asked<Answer<R>> => {
  const { w } = useShop();
  const [answer, know] = useState<Answer<R>>();
  const [trouble, setTrouble] = useState<Trouble>();
  const key = JSON.stringify(input);
  const again = useCallback(async () => {
    try {
      know(await askAsMe(route, input));
      setTrouble(undefined);
    } catch (error) {
      setTrouble(troubleIn(error, w));
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
