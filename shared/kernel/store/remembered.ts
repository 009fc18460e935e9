import { between, type Instant } from '../values/clock.ts';
import { invocation } from '../doors/invocation.ts';

/**
 * A read whose answers an execution environment goes by for `keptFor` milliseconds. Whoever asks the same meanwhile is
 * given the same answer; one that failed is forgotten. A clock that was moved makes it ask anew.
 * @param most how many answers are remembered at once: beyond it, all are forgotten
 */
export const remembered = <A extends string[], V>(
  keptFor: number,
  most: number,
  read: (...asked: A) => Promise<V>,
): (...asked: A) => Promise<V> => {
  const known = new Map<string, { readonly answer: Promise<V>; readonly readAt: Instant }>();
  return (...asked) => {
    const { now } = invocation();
    const key = asked.join('\n');
    const before = known.get(key);
    if (before && Math.abs(between(before.readAt, now)) < keptFor) return before.answer;
    if (known.size >= most) known.clear();
    const answer = read(...asked);
    known.set(key, { answer, readAt: now });
    answer.catch(() => known.delete(key));
    return answer;
  };
};
