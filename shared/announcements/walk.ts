import type { Page, PageRequest } from '../kernel/store/page.ts';
import type { Audience } from './audience.ts';
import type { Stretch, Walk } from './announcement.ts';
import { pageSize } from './policy.ts';

/** Reads a page of a list: the ids that stand there. */
export type Reader = (stretch: Stretch, page: PageRequest) => Promise<Page<string>>;

/**
 * The stretches that make up an audience: a language or a state is the beginning of a sort key, so that others are not
 * even read.
 * @param partitions of each list
 */
export const stretchesOf = (
  audience: Audience,
  partitions: Readonly<Record<Audience['of'], readonly string[]>>,
): Stretch[] => {
  const starts = audience.of === 'buyers'
    ? [audience.locale && `${audience.locale}#`]
    : audience.of === 'shops'
    ? [...new Set(audience.states)].map((state) => `${state}#`)
    : [undefined];
  return partitions[audience.of].flatMap((partition) =>
    starts.map((startingWith) => ({ list: audience.of, partition, ...(startingWith && { startingWith }) }))
  );
};

/**
 * The next people of a walk, in pages, and what is left of it then. Nobody is passed over, whoever comes and goes
 * meanwhile: a page goes on behind the key at which the one before has ended.
 * @param most people to be taken
 */
export const onward = async (
  walk: Walk,
  most: number,
  read: Reader,
): Promise<{ pages: string[][]; walk: Walk }> => {
  const pages: string[][] = [];
  let { ahead, cursor } = walk;
  for (let room = most; ahead.length > 0 && room > 0;) {
    const { items, cursor: next } = await read(ahead[0]!, { limit: Math.min(pageSize, room), cursor });
    if (items.length > 0) pages.push(items);
    room -= items.length;
    cursor = next;
    if (!next) ahead = ahead.slice(1);
  }
  return { pages, walk: { ahead, cursor } };
};
