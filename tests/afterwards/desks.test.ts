/** Looks back on the desks: things came to each of them in the run, and people settled some. Needs the whole run before it. */
import { beforeAll, expect, it } from 'vitest';
import { desks } from '../../shared/desks/declared.ts';
import { staff, type Person } from '../support/people.ts';

let admin: Person;

beforeAll(async () => {
  admin = await staff('admin');
});

it.each(desks.map(({ deskName, actions }) => [deskName, actions] as const))(
  'something came to the desk %s, and was settled by somebody who works there',
  async (desk, actions) => {
    let byItsPeople = 0;
    let cursor: string | undefined;
    do {
      const page = await admin.call('GET /operator/v1/desks/{desk}/settled', { desk, limit: 100, cursor });
      byItsPeople +=
        page.items.filter(({ holder, settledBy }) => settledBy !== undefined && settledBy === holder).length;
      cursor = page.cursor;
    } while (cursor && !byItsPeople);
    expect(byItsPeople, `${actions}`).toBeGreaterThan(0);
  },
);
