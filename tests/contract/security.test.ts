/**
 * What every endpoint refuses, whatever it does. Iterates over the declarations: a new endpoint is covered the day it
 * appears.
 */
import { inject, beforeAll, describe, expect, it } from 'vitest';
import { hours } from '../../shared/kernel/values/clock.ts';
import type { EndpointContract, Role } from '../../shared/kernel/doors/contract.ts';
import { Role as Roles } from '../../shared/kernel/doors/contract.ts';
import { loadDeclarations, through } from '../../infra/declarations.ts';
import { address, key, person, newStaff, theAdmin, type Person } from '../support/people.ts';
import { pass } from '../support/control.ts';
import { home } from '../support/shopping.ts';

const endpoints = (await loadDeclarations()).filter(through('endpoint')).map(({ id, contract }) =>
  [id, contract] as const
);
const guarded = endpoints.filter(([, { callers }]) => callers !== 'anyone');
const commands = endpoints.filter(([, { route }]) => !/^(GET|DELETE) /.test(route));
const questions = endpoints.filter(([, { route }]) => /^(GET|DELETE) /.test(route));
const rolesOf = ({ callers }: EndpointContract): readonly Role[] => (callers === 'anyone' ? [] : callers);

/** A path in which every name stands for something that does not exist. */
const pathOf = ({ route, audience }: EndpointContract, thing = 'nothing'): string =>
  `${inject('cloud').api}/${audience}${route.split(' ')[1]!.replace(/\{\w+\}/g, () => encodeURIComponent(thing))}`;

const ask = async (
  contract: EndpointContract,
  token: string | undefined,
  body?: string,
  query = '',
  thing?: string,
): Promise<{ status: number; code: string | undefined; text: string }> => {
  const [method] = contract.route.split(' ') as [string];
  const usual = method === 'GET' || method === 'DELETE' ? undefined : '{}';
  const answer = await fetch(`${pathOf(contract, thing)}${query}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...key(),
      ...address(),
      'content-type': 'application/json',
    },
    body: body ?? usual ?? null,
  });
  const text = await answer.text();
  return {
    status: answer.status,
    code: text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined,
    text,
  };
};

const people = new Map<Role, Person>();
/** Somebody with exactly one role. */
const withRole = (role: Role): Person => people.get(role)!;
let expired: string;
let frozen: string;
let roleless: string;

beforeAll(async () => {
  expired = (await person()).token();
  await pass(hours(2));
  for (const role of Roles.options) people.set(role, await newStaff(role));
  roleless = (await newStaff()).token();
  const one = await newStaff(...Roles.options);
  await one.signIn();
  frozen = one.token();
  await (await theAdmin()).call('POST /operator/v1/accounts/{accountId}/freeze', {
    accountId: one.accountId,
    reason: 'test',
  }, key());
});

describe('without a valid token', () => {
  it.each(guarded)(
    '%s refuses nobody, nonsense and an expired token [IAM-02] [IAM-08 part] [IAM-21]',
    async (_, contract) => {
      for (const token of [undefined, 'nonsense', expired]) expect((await ask(contract, token)).status).toBe(401);
    },
  );
});

describe('without a role for it', () => {
  it.each(guarded)('%s refuses every other role, and none [IAM-08 part] [IAM-21]', async (_, contract) => {
    for (const role of Roles.options.filter((one) => !rolesOf(contract).includes(one))) {
      expect(await ask(contract, withRole(role).token())).toMatchObject({ status: 403, code: 'forbidden' });
    }
    expect(await ask(contract, roleless)).toMatchObject({ status: 403, code: 'forbidden' });
  });
});

describe('with a frozen account', () => {
  it.each(guarded)('%s refuses its next call [IAM-17 part] [IAM-21]', async (_, contract) => {
    expect(await ask(contract, frozen)).toMatchObject({ status: 403, code: 'account-frozen' });
  });
});

describe('with a malformed request', () => {
  it.each(commands)(
    '%s names an unknown field, and what is not JSON or no object [SEC-05] [MON-15]',
    async (_, contract) => {
      const token = contract.callers === 'anyone' ? undefined : withRole(contract.callers[0]).token();
      for (const body of ['{"__proto__x": 1}', '{', '[]', '"text"', '{"$where": {"ne": null}}']) {
        const answer = await ask(contract, token, body);
        // A hook looks at the signature first, and says nothing to who cannot sign.
        if (contract.problems.includes('signature-invalid')) expect(answer.status).toBe(401);
        else expect(answer).toMatchObject({ status: 400, code: 'invalid-input' });
        expect(answer.text).not.toMatch(/at .*\.ts|node_modules|stack/);
      }
    },
  );

  it.each(questions)('%s names an unknown parameter of its query [SEC-05]', async (_, contract) => {
    const token = contract.callers === 'anyone' ? undefined : withRole(contract.callers[0]).token();
    const answer = await ask(contract, token, undefined, '?surprise=1');
    expect(answer).toMatchObject({ status: 400, code: 'invalid-input' });
    expect(answer.text).toContain('surprise');
  });

  it.each(
    commands.filter(([, { input, problems }]) =>
      Object.keys(input.shape).length > 0 && !problems.includes('signature-invalid')
    ),
  )('%s takes no field from its query, not even one that is in the body as well [SEC-05]', async (_, contract) => {
    const [name = ''] = Object.keys(contract.input.shape);
    const token = contract.callers === 'anyone' ? undefined : withRole(contract.callers[0]).token();
    const answer = await ask(contract, token, JSON.stringify({ [name]: 'x' }), `?${name}=x`);
    expect(answer).toMatchObject({ status: 400, code: 'invalid-input' });
    expect(answer.text).toContain(JSON.stringify({ path: name, message: 'does not belong here' }));
  });

  it.each(endpoints.filter(([, { route }]) => !route.startsWith('GET ')))(
    '%s refuses an oversized body [SEC-05]',
    async (_, contract) => {
      const token = contract.callers === 'anyone' ? undefined : withRole(contract.callers[0]).token();
      expect(await ask(contract, token, `{"x": "${'x'.repeat(contract.maxBody)}"}`)).toMatchObject({
        status: 413,
        code: 'body-too-large',
      });
    },
  );
});

describe('with what is an expression to a database', () => {
  const expressions = [
    "' OR '1'='1' --",
    "x'; DROP TABLE orders; --",
    '#pk = :pk OR attribute_exists(#pk)',
    ':v0, pk = :v1 REMOVE sk',
    'ORDER#*',
    '{"S":"x"}',
  ];

  it.each(guarded.filter(([, { route }]) => route.includes('{')))(
    '%s finds nothing by it, and says nothing of a database [SEC-05]',
    async (_, contract) => {
      for (const expression of expressions) {
        const answer = await ask(contract, withRole(rolesOf(contract)[0]!).token(), undefined, '', expression);
        expect([400, 404], `${expression}: ${answer.text}`).toContain(answer.status);
        expect(answer.text).not.toMatch(/ValidationException|dynamodb|ExpressionAttribute/i);
      }
    },
  );

  it.each(questions.filter(([, { input }]) => 'cursor' in input.shape))(
    '%s takes it for no cursor [SEC-05]',
    async (_, contract) => {
      const token = contract.callers === 'anyone' ? undefined : withRole(contract.callers[0]).token();
      for (const expression of expressions) {
        const cursor = new URLSearchParams({ cursor: expression });
        const answer = await ask(contract, token, undefined, `?${cursor}`);
        expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
        expect(answer.status, answer.text).toBeLessThan(500);
      }
    },
  );

  it('keeps it as the text that it is, and changes nothing else [SEC-05]', async () => {
    const { call } = await person();
    for (const street of expressions) {
      await call('POST /shop/v1/addresses', { ...home, street }, key());
    }
    const { items } = await call('GET /shop/v1/addresses', {});
    expect(items.map(({ street }) => street).toSorted()).toEqual(expressions.toSorted());
  });
});

describe('with things that do not exist', () => {
  it.each(guarded.filter(([, { route }]) => route.includes('{')))(
    '%s does nothing and reveals nothing [IAM-20]',
    async (_, contract) => {
      const answer = await ask(contract, withRole(rolesOf(contract)[0]!).token());
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    },
  );
});

it.each(endpoints)(
  '%s tells browsers to come back over TLS only, whatever it answers [SEC-01]',
  async (_, contract) => {
    const answer = await fetch(pathOf(contract), {
      method: contract.route.split(' ')[0]!,
      headers: { authorization: `Bearer ${withRole('buyer').token()}`, ...address() },
    });
    expect(answer.headers.get('x-request-id')).not.toBeNull();
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
  },
);
