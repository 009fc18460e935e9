import { describe, expect, it } from 'vitest';
import { instant } from '../../../../shared/kernel/values/clock.ts';
import { listed } from '../../../../shared/kernel/store/page.ts';
import { asUseCase } from '../../../support/use-case.ts';

const cursorOf = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');
const mine = { pk: 'ORDER#1', sk: 'STATE', gsi1pk: 'SHOP#1', gsi1sk: 'paid#1' };

describe('a cursor', () => {
  it.each<[string, string]>([
    ['that is no JSON', 'x'],
    ['that is no key', cursorOf(null)],
    ['of another index', cursorOf({ pk: 'SHOP#1', sk: 'paid#1' })],
    ['of another list', cursorOf({ ...mine, gsi1pk: 'SHOP#2' })],
    ['of the same list, filtered otherwise', cursorOf({ ...mine, gsi1sk: 'shipped#1' })],
    ['with more in it', cursorOf({ ...mine, gsi2pk: 'x' })],
    ['with something else in it', cursorOf({ ...mine, sk: 1 })],
    ['with nothing in it', cursorOf({ ...mine, sk: '' })],
  ])('%s is refused before anything is read [PLT-01]', async (_, cursor) => {
    const list = () => listed('gsi1', 'SHOP#1', { cursor, limit: 1, startingWith: 'paid#' }, (stored) => stored);
    await expect(asUseCase({ now: instant(0), touches: [] }, list)).rejects.toMatchObject({ code: 'invalid-cursor' });
  });
});
