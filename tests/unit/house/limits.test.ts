/** That nothing which sends or costs is served as often as one likes. Iterates over the declarations. */
import { describe, expect, it } from 'vitest';
import { openApiOf } from '../../../docs/generators/openapi.ts';
import { loadDeclarations, through } from '../../../infra/declarations.ts';
import { grantsOf, grantsOn } from '../../../infra/permissions.ts';
import type { Grant } from '../../../shared/kernel/doors/access.ts';
import { Audience } from '../../../shared/kernel/doors/contract.ts';
import { ratesBy } from '../../../shared/kernel/doors/limits.ts';
import { requestLimits } from '../../../shared/kernel/rulebooks.ts';

const rates = ratesBy(requestLimits.byDefault);

const declarations = await loadDeclarations();
const endpoints = declarations.filter(through('endpoint')).map(({ id, contract }) => [id, contract] as const);
const jobs = new Map(declarations.filter(through('job')).map(({ id, contract }) => [id, contract]));
/** What a signature opens: its owner is known to the house. */
const hooks = endpoints.filter(([, { problems }]) => problems.includes('signature-invalid'));
const counted = endpoints.filter(([, { problems }]) => !problems.includes('signature-invalid'));
const anonymous = counted.filter(([, { callers }]) => callers === 'anyone');

/** What a use case may do, and what the jobs may do to which it hands work. */
const reach = (touches: Parameters<typeof grantsOf>[0]): Grant[] => {
  const own = grantsOf(touches);
  return [...own, ...grantsOn(own, 'queue').flatMap(({ job }) => grantsOf(jobs.get(job)?.touches ?? []))];
};
/** Operations of the user pool that send a code. */
const sending = ['SignUp', 'ResendConfirmationCode', 'ForgotPassword'];
const sends = (grants: readonly Grant[]): boolean =>
  grantsOn(grants, 'mail').length > 0
  || grantsOn(grants, 'users').some(({ operations }) => operations.some((one) => sending.includes(one)));
/** Storage that somebody else fills, and programs outside that are asked. */
const costs = (grants: readonly Grant[]): boolean =>
  grantsOn(grants, 'bucket').some(({ actions }) => actions.includes('PutObject'))
  || grantsOn(grants, 'settings').some(({ names }) => names.some((name) => name.endsWith('_KEY')));
/** Gives a client a form to upload with; what the platform itself writes is no client's to repeat. */
const forms = (touches: readonly { access: { name: string } }[]): boolean =>
  touches.some(({ access }) => access.name.endsWith('.ticket'));

describe('every endpoint', () => {
  it.each(counted)('%s has a limit for each account and each source', (_, { effort, callers }) => {
    expect(effort).toBeDefined();
    expect(rates[effort!].source).toBeDefined();
    if (callers !== 'anyone') expect(rates[effort!].account).toBeDefined();
  });

  it.each(Audience.options)('says in the API description for %s that it may be asked too often', (audience) => {
    const { paths } = openApiOf(declarations, audience) as {
      paths: Record<string, Record<string, { responses: object }>>;
    };
    const silent = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).filter(([, { responses }]) => !('429' in responses)).map(([method]) =>
        `${method} ${path}`
      )
    );
    expect(silent).toEqual([]);
  });

  it('without a limit is opened by a signature, and nothing else is', () => {
    expect(endpoints.filter(([, { effort }]) => effort === undefined).map(([id]) => id)).toEqual(
      hooks.map(([id]) => id),
    );
  });
});

describe('what anybody may call', () => {
  it.each(anonymous.filter(([, { touches }]) => sends(grantsOf(touches)) || sends(reach(touches))))(
    '%s sends a code: it is limited as such, and for whom it goes to',
    (id, { effort, target }) => {
      // What comes with a code sends none but to go on where a confirmation broke off.
      expect(target).toBeDefined();
      expect({ id, effort }).toEqual({ id, effort: 'sends' });
    },
  );

  it.each(anonymous.filter(([, { touches }]) => costs(reach(touches))))(
    '%s costs money outside: it is limited as such',
    (_, { effort }) => expect(effort).toBe('costs'),
  );

  it.each(anonymous.filter(([, { input }]) => 'code' in input.shape))(
    '%s takes a code that could be guessed: guesses are few, from each network and for each whom it is about',
    (_, { effort, target }) => {
      expect(target).toBeDefined();
      expect(effort).toBe('codes');
    },
  );
});

describe('who takes a password', () => {
  const asks = ['InitiateAuth', 'ChangePassword'];
  const takers = counted.filter(([, { input, touches }]) =>
    grantsOn(grantsOf(touches), 'users').some(({ operations }) => operations.some((one) => asks.includes(one)))
    // What is proven by a code has its own limit, above.
    && !('code' in input.shape) && Object.keys(input.shape).some((name) => ['password', 'from'].includes(name))
  );
  it.each(takers)('%s could be asked to guess it: guesses are few, for each whose password it is', (_, contract) => {
    const { effort, callers, target } = contract;
    expect(effort).toBe('guesses');
    expect(callers !== 'anyone' || target !== undefined).toBe(true);
  });
  it('are the sign-ins and the change of the password', () => {
    expect(takers.map(([id]) => id)).toEqual([
      'identity/change-password',
      'identity/sign-in',
      'identity/sign-in-browser',
    ]);
  });
});

describe('what is stored at our cost', () => {
  it.each(counted.filter(([, { touches }]) => forms(touches)))(
    '%s lets a client upload: it is limited as what costs',
    (_, { effort }) => expect(effort).toBe('costs'),
  );
});

it('nothing deletes a user, who may be confirming at this very moment', () => {
  const operations = declarations.flatMap(({ contract }) =>
    grantsOn(grantsOf(contract.touches), 'users').flatMap((grant) => grant.operations)
  );
  expect(operations.filter((operation) => operation.includes('Delete'))).toEqual([]);
});

it('sessions are ended afterwards for who was frozen alone: whoever has just chosen a password signs in at once', () => {
  const ending = [...jobs].filter(([, { touches }]) =>
    grantsOn(grantsOf(touches), 'users').some(({ operations }) => operations.includes('AdminUserGlobalSignOut'))
  );
  expect(ending.map(([id, { on }]) => [id, on?.map(({ eventName }) => eventName)])).toEqual([
    ['identity/end-sessions', ['account-frozen']],
  ]);
});
