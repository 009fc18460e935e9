import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { shardedList } from '../../../../shared/kernel/store/sharded-list.ts';

const list = shardedList('LIST');
const under = <R>(counts: readonly number[], look: () => R): R => {
  vi.stubEnv('SHARDS', counts.join(' '));
  try {
    return look();
  } finally {
    vi.unstubAllEnvs();
  }
};

const history = fc.array(fc.constantFrom(1, 2, 4, 8, 64, 256), { minLength: 1, maxLength: 5 });

it('is found wherever a count that has ever been in force has put it', () => {
  fc.assert(fc.property(history, fc.string(), (counts, key) => {
    const written = counts.map((_, i) => under(counts.slice(0, i + 1), () => list.place(key)));
    const [places, partitions] = under(counts, () => [list.placesOf(key), list.partitions()]);
    expect(new Set(places)).toEqual(new Set(written));
    expect(partitions).toEqual(expect.arrayContaining(places));
  }));
});

it('is looked for under a new count before anything is put there', () => {
  fc.assert(fc.property(history, fc.constantFrom(2, 16, 128), fc.string(), (counts, next, key) => {
    const present = under(counts, () => list.place(key));
    const announced = [next, ...counts];
    expect(under(announced, () => list.place(key))).toBe(present);
    expect(under(announced, () => list.placesOf(key))).toContain(under([...counts, next], () => list.place(key)));
  }));
});

it('is spread evenly', () => {
  const places = under([8], () => Array.from({ length: 8000 }, (_, i) => list.place(`ord_${i}`)));
  for (const [, alike] of Map.groupBy(places, (place) => place)) {
    expect(alike.length).toBeGreaterThan(850);
    expect(alike.length).toBeLessThan(1150);
  }
});
