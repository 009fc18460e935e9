/** Looks back on every exchange of the run: what was answered, refused and repeated. Needs the whole run before it. */
import { describe, expect, it } from 'vitest';
import { loadDeclarations, through } from '../../infra/declarations.ts';
import type { Exchange } from '../../local/gateway/gateway.ts';
import { linesIn, type Call } from '../support/calls.ts';
import { recordedClouds, recordsFolder } from '../support/records.ts';

const recorded = <T>(file: string): T[] =>
  recordedClouds().flatMap((cloud) => linesIn<T>(`${recordsFolder}/${cloud}/${file}`));
const exchanges = recorded<Exchange>('exchanges.jsonl');
const calls = recorded<Call>('calls.jsonl');
const endpoints = (await loadDeclarations()).filter(through('endpoint'));

/** Problems that no test brings about everywhere: another's write at the same moment, a fault of ours, a limit used up. */
const byChance = new Set([
  'internal',
  'unavailable',
  'conflict',
  'too-many-attempts',
  'too-many-requests',
  'request-in-progress',
]);

/**
 * What only the very first moments of a platform, or the passing of months, can bring about; a hook takes whatever is
 * signed, whatever its form.
 */
const seldom: Readonly<Record<string, string>> = {
  'ledger/get-balance-check': 'not-found',
  'notices/read-all-messages': 'not-found',
  'inventory/receive-message': 'invalid-input',
  'logistics/receive-carrier-notice': 'invalid-input',
  'payments/receive-notice': 'invalid-input',
};

describe('looking back on the run', () => {
  it('no request met a fault of ours', () => {
    // Where a provider is silent, `unavailable` is the right answer, and some tests make it silent.
    expect(exchanges.filter(({ status, problem }) => status >= 500 && problem !== 'unavailable')).toEqual([]);
  });

  it('every refusal was declared', () => {
    const declared = new Map(endpoints.map(({ id, contract }) => [id, new Set<string>(contract.problems)]));
    const undeclared = exchanges.filter(({ useCase, problem }) =>
      useCase && problem && !declared.get(useCase)?.has(problem)
    ).map(({ useCase, problem }) => `${useCase}: ${problem}`);
    expect([...new Set(undeclared)]).toEqual([]);
  });

  it.each(endpoints.map((one) => [one.id, one.contract] as const))(
    '%s was called with success, and refused for each reason that it declares',
    (id, { problems }) => {
      const own = exchanges.filter(({ useCase }) => useCase === id);
      expect(own.some(({ status }) => status < 400)).toBe(true);
      const reached = new Set(own.map(({ problem }) => problem));
      // API Gateway itself refuses who is not signed in.
      if (own.some(({ status, problem }) => status === 401 && !problem)) reached.add('unauthenticated');
      expect(problems.filter((code) => !byChance.has(code) && seldom[id] !== code && !reached.has(code))).toEqual([]);
    },
  );

  it.each(endpoints.filter(({ contract }) => contract.idempotent).map((one) => [one.id, one.contract] as const))(
    '%s was repeated with its key and changed nothing',
    (_, { route, audience }) => {
      const [method, path] = route.split(' ');
      expect(calls.some((call) => call.repeated && call.route === `${method} /${audience}${path}`)).toBe(true);
    },
  );
});
