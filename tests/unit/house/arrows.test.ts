import { cruise } from 'dependency-cruiser';
import { expect, it } from 'vitest';
import { arrows } from './arrow-rules.ts';

it('imports run one way: infra and local, functions, contexts, kernel [PLT-02]', async () => {
  const { output } = await cruise(
    ['functions', 'shared', 'infra', 'local', 'web'],
    {
      ruleSet: { forbidden: arrows.forbidden },
      validate: true,
      ...arrows.options,
      outputType: 'json',
    } as Parameters<typeof cruise>[1],
  );
  const { summary } = JSON.parse(output as string) as {
    summary: { totalCruised: number; violations: { from: string; to: string; rule: { name: string } }[] };
  };
  expect(summary.totalCruised).toBeGreaterThan(50);
  expect(summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
});
