import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { log } from '../../../shared/kernel/log.ts';
import { instant } from '../../../shared/kernel/values/clock.ts';
import { linesOf, stubFunction } from '../../support/handlers.ts';
import { asUseCase } from '../../support/use-case.ts';

beforeEach(stubFunction);
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it('a line keeps every field that it is given', async () => {
  const lines = linesOf();
  await asUseCase({ now: instant(0), touches: [] }, async () => {
    log.info('it-happened', { id: 'THING#1', problem: 'not-found', count: 3 });
    log.error('it-failed', new Error('why'), { id: 'THING#2' });
  });
  expect(lines()).toMatchObject([
    { level: 'INFO', message: 'it-happened', id: 'THING#1', problem: 'not-found', count: 3, useCase: 'test' },
    { level: 'ERROR', message: 'it-failed', id: 'THING#2', error: { message: 'why' }, correlationId: 'c' },
  ]);
});

it('names that the logger would drop, or that hide what every line has, do not compile', () => {
  const never = (): void => {
    // @ts-expect-error The code is the message.
    log.info('code', { message: 'm1' });
    // @ts-expect-error The error is an argument of its own.
    log.warn('code', { error: 'e' });
    for (const name of ['level', 'timestamp', 'service', 'sampling_rate', 'useCase', 'correlationId'] as const) {
      // @ts-expect-error A name of the logger's, or of every line.
      log.info('code', { [name]: 'x' } as { [name in typeof name]: string });
    }
  };
  expect(never).toBeTypeOf('function');
});
