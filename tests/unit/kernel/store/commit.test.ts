import { describe, expect, it } from 'vitest';
import { decided } from '../../../../shared/kernel/store/commit.ts';
import { Overtaken, Problem } from '../../../../shared/kernel/problems.ts';

/** A decision that is refused with each of these in turn, and then stands. */
const refusedWith = (...refusals: readonly Error[]) => {
  let runs = 0;
  const decide = async (): Promise<string> => {
    const refusal = refusals[runs];
    runs += 1;
    if (refusal) throw refusal;
    return 'stands';
  };
  return { decide, runs: () => runs };
};

describe('a decision', () => {
  it('is made again, on what the faster one left, when somebody was faster [PLT-09]', async () => {
    const { decide, runs } = refusedWith(new Overtaken(), new Overtaken());
    expect(await decided(decide)).toBe('stands');
    expect(runs()).toBe(3);
  });

  it('is not made again after a refusal that would only be repeated [PLT-09]', async () => {
    const { decide, runs } = refusedWith(new Problem('conflict', 'The stock is at version 3'));
    await expect(decided(decide)).rejects.toThrow('The stock is at version 3');
    expect(runs()).toBe(1);
  });

  it('is given up as a conflict when others keep being faster [PLT-09]', async () => {
    const { decide, runs } = refusedWith(...Array.from({ length: 9 }, () => new Overtaken()));
    await expect(decided(decide)).rejects.toMatchObject({ code: 'conflict' });
    expect(runs()).toBe(6);
  });
});
