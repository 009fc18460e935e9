import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { publish } from '../../../shared/kernel/metrics.ts';
import { schedule } from '../../../shared/kernel/doors/schedule.ts';
import { linesOf, stubFunction } from '../../support/handlers.ts';

beforeEach(stubFunction);
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const metrics = (lines: readonly Record<string, unknown>[]) => lines.filter((line) => '_aws' in line);

it('a run that finds nothing wrong puts no metric: each is billed in every hour in which it is put', async () => {
  const lines = linesOf();
  const { handler } = schedule(
    { summary: 'Looks.', every: 'minute', touches: [] },
    async () => publish('balancesOff', 0),
  );
  await handler({}, {} as never);
  expect(metrics(lines())).toEqual([]);
  expect(lines()).toMatchObject([
    { message: 'completed', useCase: 'test/one', roundTrips: 0, readUnits: 0, writeUnits: 0 },
  ]);
});

it('what is wrong is put for the whole stage', () => {
  const lines = linesOf();
  publish('balancesOff', 2);
  expect(metrics(lines())).toMatchObject([{ balancesOff: 2, service: 'jishi-test' }]);
});
