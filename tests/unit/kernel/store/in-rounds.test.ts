import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inRounds } from '../../../../shared/kernel/store/in-rounds.ts';
import { requestsOf } from '../../../../shared/kernel/doors/relay.ts';

const things = fc.array(
  fc.record({ group: fc.constantFrom('ORDER#1', 'ORDER#2', 'ORDER#3', 'PAYMENT#1'), refused: fc.boolean() }),
  { maxLength: 100 },
);

it('sends what is of one group in its order, and nothing behind what was not taken [PLT-03]', async () => {
  await fc.assert(fc.asyncProperty(things, async (list) => {
    const numbered = list.map((thing, place) => ({ ...thing, place }));
    const sent: number[] = [];
    const taken = await inRounds(numbered, ({ group }) => group, async (some) => {
      expect(new Set(some.map(({ group }) => group)).size).toBe(some.length);
      sent.push(...some.map(({ place }) => place));
      return some.map(({ refused }) => !refused);
    });
    expect(new Set(sent).size).toBe(sent.length);
    for (const [, group] of Map.groupBy(numbered, (thing) => thing.group)) {
      const first = group.findIndex(({ refused }) => refused);
      const sendable = first < 0 ? group : group.slice(0, first + 1);
      expect(sent.filter((place) => group.some((thing) => thing.place === place))).toEqual(
        sendable.map(({ place }) => place),
      );
      expect(group.map(({ place }) => taken[place])).toEqual(group.map((_, i) => first < 0 || i < first));
    }
  }));
});

it('sends in as many rounds as the longest group has members', async () => {
  let rounds = 0;
  const facts = Array.from({ length: 100 }, (_, i) => `ORDER#${i % 50}`);
  await inRounds(facts, (aggregate) => aggregate, async (some) => {
    rounds += 1;
    return some.map(() => true);
  });
  expect(rounds).toBe(2);
});

it('fills requests with at most ten entries and 256 kB, in order', () => {
  fc.assert(fc.property(fc.array(fc.nat(100_000), { maxLength: 60 }), (sizes) => {
    const entries = sizes.map((size, i) => ({ Source: 'jishi', DetailType: String(i), Detail: 'é'.repeat(size) }));
    const requests = requestsOf(entries);
    expect(requests.flat()).toEqual(entries);
    for (const request of requests) {
      const bytes = request.reduce((sum, entry) => sum + Buffer.byteLength(Object.values(entry).join('')), 0);
      expect(request.length).toBeLessThanOrEqual(10);
      expect(bytes).toBeLessThanOrEqual(256 * 1024);
    }
  }));
});
