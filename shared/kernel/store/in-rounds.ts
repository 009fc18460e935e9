/**
 * Sends things, many at a time, those of one group one after the other: nothing is sent before what is ahead of it in
 * its group has been taken, and what stands behind one that was not taken is not sent. Returns what has been taken, by
 * place.
 * @param send hands over some things of different groups, and says which of them have been taken
 */
export const inRounds = async <T>(
  things: readonly T[],
  groupOf: (thing: T) => string,
  send: (things: T[]) => Promise<boolean[]>,
): Promise<boolean[]> => {
  const taken = things.map(() => false);
  let queues = [...Map.groupBy(things.keys(), (place) => groupOf(things[place]!)).values()];
  while (queues.length > 0) {
    const heads = queues.map(([first]) => first!);
    const outcomes = await send(heads.map((place) => things[place]!));
    heads.forEach((place, i) => (taken[place] = outcomes[i]!));
    queues = queues.filter((_, i) => outcomes[i]).map(([, ...behind]) => behind).filter((queue) => queue.length > 0);
  }
  return taken;
};
