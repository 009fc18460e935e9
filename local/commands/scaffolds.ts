/** What a new use case starts from, for each door: code that compiles and a test that shows where to go on. */

export interface Named {
  readonly context: string;
  readonly name: string;
}

interface Scaffold {
  readonly code: string;
  readonly test: string;
}

export type Door = 'endpoint' | 'subscriber' | 'job' | 'deadline' | 'schedule';

/** `Show receipt` */
const spoken = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;

/** Verbs that ask; all others command. */
const asks = /^(get|list|show|find|browse|inspect)-/;

const endpoint = ({ context, name }: Named): Scaffold => {
  const path = `/v1/${name.replace(asks, '')}`;
  const call = `one.call('${asks.test(name) ? 'GET' : 'POST'} /shop${path}', {}${asks.test(name) ? '' : ', key()'})`;
  const [method, given, outcome] = asks.test(name)
    ? ['GET', '{ now }', '({ at: now })']
    : ['POST', '{ now, commit }', 'commit({ writes: [], answer: { at: now } })'];
  return {
    code: `import * as z from 'zod';
import { Instant } from '../../shared/kernel/values/clock.ts';
import { endpoint } from '../../shared/kernel/doors/endpoint.ts';

export const { contract, handler } = endpoint({
  summary: '${spoken(name)}.',
  route: '${method} ${path}',
  audience: 'shop',
  callers: ['buyer'],
  input: z.strictObject({}),
  answer: { 200: z.object({ at: Instant }) },
  touches: [],
}, async (${given}) => ${outcome});
`,
    test: `import { describe, expect, it } from 'vitest';
import { ${asks.test(name) ? '' : 'key, '}person } from '../../support/people.ts';

describe('${context}/${name}', () => {
  it('answers who is signed in', async () => {
    const one = await person();
    expect((await ${call}).at).toMatch(/Z$/);
  });
});
`,
  };
};

const subscriber = ({ context, name }: Named): Scaffold => ({
  code: `import { rolesChanged } from '../../shared/identity/events.ts';
import { subscriber } from '../../shared/kernel/doors/subscriber.ts';

export const { contract, handler } = subscriber({
  summary: '${spoken(name)}: follow the event that is meant.',
  on: rolesChanged,
  touches: [],
}, async ({ commit }) => commit({ writes: [] }));
`,
  test: `import { describe, expect, it } from 'vitest';
import { deadLetters, settled } from '../../support/control.ts';
import { staff } from '../../support/people.ts';

describe('${context}/${name}', () => {
  it('follows the event', async () => {
    await staff('support');
    await settled();
    expect(await deadLetters('${context}')).toEqual([]);
  });
});
`,
});

const job = ({ context, name }: Named): Scaffold => ({
  code: `import { rolesChanged } from '../../shared/identity/events.ts';
import { job } from '../../shared/kernel/doors/job.ts';

/** The outside is asked with the same reference again when a message is delivered twice. */
export const { contract, handler } = job({
  summary: '${spoken(name)}: the event that starts it, or a message of its own.',
  // The neighbour that it talks to, or the house itself.
  queue: 'house',
  on: rolesChanged,
  touches: [],
}, async ({ commit }) => commit({ writes: [] }));
`,
  test: `import { describe, expect, it } from 'vitest';
import { deadLetters, settled } from '../../support/control.ts';
import { staff } from '../../support/people.ts';

describe('${context}/${name}', () => {
  it('works through its queue', async () => {
    await staff('support');
    await settled();
    expect(await deadLetters('${context}/${name}')).toEqual([]);
  });
});
`,
});

const deadline = ({ context, name }: Named): Scaffold => ({
  code: `import * as z from 'zod';
import { deadline } from '../../shared/kernel/doors/deadline.ts';
import { AccountId } from '../../shared/kernel/values/ids.ts';

/** Set by \`due.set(at, '${context}/${name}', { accountId })\`, in the transaction of the state that waits. */
export const { contract, handler } = deadline({
  summary: '${spoken(name)} when the time has come.',
  payload: z.strictObject({ accountId: AccountId }),
  touches: [],
}, async ({ commit }) => commit({ writes: [] }));
`,
  test: `import { describe, expect, it } from 'vitest';
import { days } from '../../../shared/kernel/values/clock.ts';
import { deadLetters, pass } from '../../support/control.ts';

describe('${context}/${name}', () => {
  it('fires once its time has passed', async () => {
    await pass(days(1));
    expect(await deadLetters('${context}')).toEqual([]);
  });
});
`,
});

const schedule = ({ context, name }: Named): Scaffold => ({
  code: `import { schedule } from '../../shared/kernel/doors/schedule.ts';

/** Does what is due by now; a run that was missed or doubled changes nothing. */
export const { contract, handler } = schedule({
  summary: '${spoken(name)} once a day.',
  every: 'day',
  at: '02:30',
  touches: [],
}, async ({ commit }) => commit({ writes: [] }));
`,
  test: `import { describe, expect, it } from 'vitest';
import { runSchedule } from '../../support/control.ts';

describe('${context}/${name}', () => {
  it('runs when its time comes', async () => {
    expect(await runSchedule('${context}/${name}')).toBe(1);
  });
});
`,
});

export const scaffolds: Record<Door, (named: Named) => Scaffold> = { endpoint, subscriber, job, deadline, schedule };
