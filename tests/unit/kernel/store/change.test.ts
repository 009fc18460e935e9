import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changed, created, move, type Steps } from '../../../../shared/kernel/store/change.ts';

type State = 'open' | 'shut' | 'gone';
const steps = {
  shut: { from: ['open'], to: 'shut' },
  open: { from: ['shut'], to: 'open' },
  remove: { from: ['open', 'shut'], to: 'gone' },
} as const satisfies Steps<State>;
interface Door {
  id: string;
  version: number;
  state: State;
  by?: string;
}
const door = created<Door>({ id: 'd', state: 'open' }).after;

describe('a change', () => {
  it('counts versions and keeps what was before', () => {
    const change = changed(door, { by: 'ann' });
    expect(change.before).toBe(door);
    expect(change.after).toEqual({ id: 'd', version: 2, state: 'open', by: 'ann' });
  });

  it('refuses steps that do not start here, naming step and state', () => {
    expect(() => move(steps, door, 'open', {})).toThrow('illegal-step: open is not possible while open');
  });

  it('only ever takes steps that its table holds', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[]))), (names) => {
      let now = door;
      for (const name of names) {
        const legal = (steps[name].from as readonly State[]).includes(now.state);
        if (!legal) expect(() => move(steps, now, name, {})).toThrow();
        else {
          const { after } = move(steps, now, name, {});
          expect(after).toEqual({ ...now, version: now.version + 1, state: steps[name].to });
          now = after;
        }
      }
    }));
  });
});
