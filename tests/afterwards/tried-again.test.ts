/** Sends again what was accepted in the run, with one thing amiss each time. Needs the whole run before it. */
import { ulid } from 'ulid';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDeclarations, through } from '../../infra/declarations.ts';
import { Role as Roles, type EndpointContract, type Role } from '../../shared/kernel/doors/contract.ts';
import type { ProblemCode } from '../../shared/kernel/problems.ts';
import type { Input } from '../../web/client.ts';
import type { Operations } from '../../web/operations.ts';
import { recordedCalls } from '../support/calls.ts';
import { merchant } from '../support/merchants.ts';
import { key, refusal, staff, type Person } from '../support/people.ts';

const calls = recordedCalls();
const routeOf = ({ route, audience }: EndpointContract): keyof Operations =>
  route.replace(' ', ` /${audience}`) as keyof Operations;
const guarded = (await loadDeclarations()).filter(through('endpoint')).filter(({ contract: { callers } }) =>
  callers !== 'anyone'
)
  .map(({ id, contract }) => [id, contract as EndpointContract] as const);
/** Whether it is about one thing of somebody's, which is not there for anybody else. */
const namesOne = ({ audience, route }: EndpointContract): boolean => audience !== 'operator' && /\{\w+Id\}/.test(route);
const refusing = (code: ProblemCode) => guarded.filter(([, { problems }]) => problems.includes(code));

const people = new Map<Role, Person>();
let shopless: Person;

beforeAll(async () => {
  for (const role of Roles.options) people.set(role, role === 'merchant' ? await merchant() : await staff(role));
  shopless = await staff('merchant');
});

/** Sends the last accepted request of a route again, changed. */
const again = (
  contract: EndpointContract,
  change: (input: Record<string, unknown>) => Record<string, unknown>,
  { by = people.get(contract.callers[0] as Role)!, headers = key() } = {},
): Promise<ProblemCode> => {
  const route = routeOf(contract);
  const last = calls.findLast((call) => call.route === route);
  if (!last) throw new Error(`${route} was never called with success`);
  return refusal(by.call(route, change(last.input) as Input<typeof route>, headers));
};
const unchanged = (input: Record<string, unknown>): Record<string, unknown> => input;

describe('what was accepted before is refused', () => {
  it.each(guarded.filter(([, { idempotent }]) => idempotent))('without a key by %s', async (_, contract) => {
    expect(await again(contract, unchanged, { headers: {} })).toBe('idempotency-key-missing');
  });

  it.each(refusing('no-shop'))('from somebody without a shop by %s [IAM-20]', async (_, contract) => {
    expect(await again(contract, unchanged, { by: shopless })).toBe('no-shop');
  });

  it.each(
    refusing('invalid-cursor').filter(([, contract]) =>
      contract.route.startsWith('GET ') && !namesOne(contract) && !contract.route.includes('{desk}')
    ),
  )(
    "with another list's cursor by %s",
    async (_, contract) => {
      const cursor = Buffer.from(JSON.stringify({ pk: 'ORDER#1', sk: 'STATE' })).toString('base64url');
      expect(await again(contract, (input) => ({ ...input, cursor }))).toBe('invalid-cursor');
    },
  );

  it.each(
    refusing('not-found').filter(([, { route, audience }]) => audience === 'operator' && /\{\w+Id\}/.test(route)),
  )(
    'about things that were never there by %s [IAM-20]',
    async (_, contract) => {
      const elsewhere = (input: Record<string, unknown>) =>
        Object.fromEntries(
          Object.entries(input).map((
            [name, value],
          ) => [name, name.endsWith('Id') && contract.route.includes(`{${name}}`) ? strange(String(value)) : value]),
        );
      expect(await again(contract, elsewhere)).toBe('not-found');
    },
  );
});

/** An id of the same kind that nothing has; one that names a month has a month of before there was a platform. */
const strange = (id: string): string =>
  id.includes('_')
    ? id.replace(/_.*$/, `_${ulid()}`)
    : /\d{4}-\d{2}$/.test(id)
    ? id.replace(/\d{4}-\d{2}$/, '2001-01')
    : crypto.randomUUID();
