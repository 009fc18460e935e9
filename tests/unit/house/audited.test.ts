/** Nothing privileged goes without a record: iterates over the declarations. */
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { loadDeclarations, through } from '../../../infra/declarations.ts';
import { grantsOf, grantsOn } from '../../../infra/permissions.ts';
import type { EndpointContract } from '../../../shared/kernel/doors/contract.ts';
import { holdsPersonal } from '../../../shared/kernel/values/personal.ts';

const declarations = await loadDeclarations();
const endpoints = declarations.filter(through('endpoint')).map(({ id, contract }) => [id, contract] as const);
const isRead = ({ route }: EndpointContract): boolean => route.startsWith('GET ');
const forStaff = ({ audience, callers }: EndpointContract): boolean =>
  audience === 'operator' || (callers !== 'anyone' && !callers.some((role) => role === 'buyer' || role === 'merchant'));
const showsPersonal = ({ answer }: EndpointContract): boolean => holdsPersonal(answer.schema);
const postsToTheLedger = ({ touches }: EndpointContract): boolean =>
  grantsOn(grantsOf(touches), 'table').some(({ actions, keys }) =>
    actions.includes('PutItem') && keys.some((key) => key.startsWith('ENTRY#'))
  );

describe('what is privileged', () => {
  it.each(endpoints.filter(([, contract]) => forStaff(contract) && !isRead(contract)))(
    '%s, a command of the staff, is audited [SEC-09]',
    (_, { audited }) => expect(audited).toBeDefined(),
  );

  it.each(endpoints.filter(([, contract]) => contract.callers !== 'anyone' && postsToTheLedger(contract)))(
    '%s, which moves money for a person, is audited [SEC-09]',
    (_, { audited }) => expect(audited).toBeDefined(),
  );

  it.each(endpoints.filter(([, contract]) => forStaff(contract) && isRead(contract) && showsPersonal(contract)))(
    '%s, which shows the staff what is personal, is audited [PRV-08 part]',
    (_, { audited }) => expect(audited).toBeDefined(),
  );

  it.each(endpoints.filter(([, contract]) => forStaff(contract) && 'cursor' in contract.input.shape))(
    '%s, a list for the staff, shows nothing personal: its records could not say of whom [PRV-08 part]',
    (_, contract) => expect(showsPersonal(contract)).toBe(false),
  );

  it.each(endpoints.filter(([, { audited }]) => audited?.reason !== undefined))(
    '%s demands the reason that it keeps',
    (_, { audited, input }) => {
      const field = input.shape[audited!.reason!] as z.ZodType;
      expect(field.safeParse(undefined).success).toBe(false);
      expect(field.safeParse('').success).toBe(false);
    },
  );

  it('is there: none of these suites is empty', () => {
    expect(endpoints.filter(([, contract]) => contract.audited && isRead(contract))).not.toEqual([]);
    expect(endpoints.filter(([, contract]) => contract.callers !== 'anyone' && postsToTheLedger(contract))).not.toEqual(
      [],
    );
  });
});

it.each(['AUDIT#', 'ENTRY#', 'LEDGER-DAYS'])(
  'nobody may change or take away what is kept below %s: it is written once [SEC-09] [SET-14]',
  (written) => {
    const onIt = declarations.flatMap(({ id, contract }) =>
      grantsOn(grantsOf(contract.touches), 'table')
        .filter(({ keys }) => keys.some((key) => key.startsWith(written)))
        .flatMap(({ actions }) => actions.map((action) => `${action} by ${id}`))
    );
    expect(onIt.filter((one) => one.startsWith('PutItem'))).not.toEqual([]);
    expect(onIt.filter((one) => /^(UpdateItem|DeleteItem)/.test(one))).toEqual([]);
  },
);
