import type { Role } from '../../../shared/kernel/doors/contract.ts';
import type { Locale } from '../../../shared/kernel/values/text.ts';
import type { Answer, Input } from '../../client.ts';
import type { Described } from '../../described.ts';
import { commandNames } from '../words/commands.ts';
import { fits } from './roles.ts';
import type { merchantOperations } from '../../merchant-fields.ts';
import type { operatorOperations } from '../../operator-fields.ts';
import type { Operations } from '../../operations.ts';

/** The operations that consoles are about. */
export type Route = keyof typeof merchantOperations | keyof typeof operatorOperations;
export type Reads = Extract<Route, `GET ${string}`>;
export type Command = Exclude<Route, Reads>;

/** What one row of a list's answer is. */
export type Row<R extends keyof Operations> = Answer<R> extends { items: readonly (infer T)[] } ? T
  : Answer<R> extends { files: readonly (infer T)[] } ? T
  : Answer<R> extends { accounts: readonly (infer T)[] } ? T
  : never;

/** The names of a row's fields, of whichever form it has. */
export type NameOf<T> = T extends unknown ? Extract<keyof T, string> : never;

export type { Answer, Input };

const table: Record<string, Described> = {};
export const described = (route: Route): Described => table[route]!;

/** Loads what the operations of a console are, of each in which somebody with these roles works, or could: a shop is opened there. */
export const learnOperations = async (roles: readonly Role[]): Promise<void> => {
  const isStaff = roles.some((role) => role !== 'merchant' && role !== 'buyer');
  const consoles = await Promise.all([
    (!isStaff || roles.includes('merchant')) && import('../../merchant-fields.ts').then((it) => it.merchantOperations),
    isStaff && import('../../operator-fields.ts').then((it) => it.operatorOperations),
  ]);
  Object.assign(table, ...consoles);
};

/** The names in braces of its path. */
export const paramsOf = (route: Route): string[] => [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** Where a list's answer has its rows. */
export const rowsName = (route: Reads): string =>
  Object.entries(described(route).answer).find(([name, { kind }]) => kind === 'list' && name !== 'currencies')?.[0]
    ?? 'items';

/** Whether somebody with these roles may call it. */
export const mayCall = (route: Route, roles: readonly Role[]): boolean => fits(table[route]?.callers ?? [], roles);

/** What a command's button says. */
export const nameOf = (of: Command, locale: Locale): string => commandNames[of][locale === 'zh' ? 1 : 0];
