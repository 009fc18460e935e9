import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { addressOf } from '../../../../shared/kernel/doors/visitor.ts';
import { instant } from '../../../../shared/kernel/values/clock.ts';
import { asUseCase } from '../../../support/use-case.ts';

beforeEach(() => vi.stubEnv('EDGE_TOKEN', 'the-edge'));
afterEach(() => vi.unstubAllEnvs());

it.each([
  ['straight to the API, is who calls', {}, '192.0.2.1'],
  [
    'through the edge, is whom the edge names',
    { 'x-from-edge': 'the-edge', 'x-visitor-address': '203.0.113.7' },
    '203.0.113.7',
  ],
  ['that somebody else names, is not believed', { 'x-visitor-address': '203.0.113.7' }, '192.0.2.1'],
  ['with a wrong key, is not believed', { 'x-from-edge': 'guessed', 'x-visitor-address': '203.0.113.7' }, '192.0.2.1'],
  ['that the edge does not name, is who calls', { 'x-from-edge': 'the-edge' }, '192.0.2.1'],
])("a request's address, %s", async (_, headers, expected) => {
  const event = { headers, requestContext: { http: { sourceIp: '192.0.2.1' } } } as never;
  expect(await asUseCase({ now: instant(0), touches: [addressOf] }, async () => addressOf(event))).toBe(expected);
});
