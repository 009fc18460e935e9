import { operation } from '../kernel/doors/access.ts';
import { invocation } from '../kernel/doors/invocation.ts';
import type { Write } from '../kernel/store/commit.ts';
import { record } from '../kernel/store/facts.ts';
import { after, between, epochSeconds, type Instant } from '../kernel/values/clock.ts';
import type { NewId } from '../kernel/values/ids.ts';
import { searchesMade, searchResultOpened, type SearchMade } from './events.ts';
import { mostTold, searchesKept, toldEvery } from './policy.ts';
import { loggable, searchMade } from './search-log.ts';

/** What this instance has not told of yet, and when it told last. */
let untold: SearchMade[] = [];
let toldAt: Instant | undefined;

const keep = (newId: NewId, fact: Parameters<typeof record>[2][number]): Write[] =>
  record(`SEARCHES#${newId('searchLog')}`, 1, [fact], epochSeconds(after(invocation().now, searchesKept)));

export const searchLog = {
  /**
   * Notes a search. One that comes alone is told of at once; of many, an instance tells every two seconds in one event, so
   * that a busy one writes once in place of hundreds of times. What came after its last word is lost with an instance.
   */
  note: operation(
    'search-log.note',
    [{ on: 'table', actions: ['PutItem'], keys: ['SEARCHES#*'] }],
    (search: Parameters<typeof searchMade>[0], newId: NewId): Write[] => {
      const { now } = invocation();
      untold.push(searchMade(search, now));
      const waits = toldAt && Math.abs(between(toldAt, now)) < toldEvery && untold.length < mostTold;
      if (waits) return [];
      const searches = untold;
      [untold, toldAt] = [[], now];
      return keep(newId, searchesMade({ searches }));
    },
  ),

  /** Notes which result of a search was opened. @param position from 1 */
  opened: operation(
    'search-log.opened',
    [{ on: 'table', actions: ['PutItem'], keys: ['SEARCHES#*'] }],
    (opened: Omit<Parameters<typeof searchResultOpened>[0], 'at'>, newId: NewId): Write[] =>
      keep(newId, searchResultOpened({ ...opened, query: loggable(opened.query), at: invocation().now })),
  ),
};
