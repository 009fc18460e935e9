import * as z from 'zod';
import type { Account } from '../kernel/account.ts';
import { together } from '../kernel/doors/access.ts';
import type { Role } from '../kernel/doors/contract.ts';
import type { Desk } from '../kernel/policy/desk.ts';
import { Problem } from '../kernel/problems.ts';
import { desks } from './declared.ts';

/** What is to be declared of who looks at the clocks. */
export const deskClocks = together('desk-clocks', ...desks.map(({ clock }) => clock.current));

export type DeskName = z.infer<typeof DeskName>;
export const DeskName = z.enum(desks.map(({ deskName }) => deskName)).meta({ id: 'DeskName' });

/** Who works at some desk. */
export const deskRoles = [
  'operator',
  'reviewer',
  'finance',
  'support',
  'arbitrator',
  'admin',
] as const satisfies Role[];

const worksAt = ({ roles: at, escalate }: Desk, roles: readonly Role[]): boolean =>
  roles.some((role) => role === escalate || at.includes(role));
const sees = (desk: Desk, roles: readonly Role[]): boolean =>
  worksAt(desk, roles) || roles.some((role) => desk.watch?.includes(role));

/** The desks at which somebody with these roles works. */
export const desksOf = (roles: readonly Role[]): Desk[] => desks.filter((one) => worksAt(one, roles));

/** Those, and the ones that such a person watches. */
export const desksSeenBy = (roles: readonly Role[]): Desk[] => desks.filter((one) => sees(one, roles));

/** The desks that such a person watches, without working there. */
export const desksWatchedBy = (roles: readonly Role[]): Desk[] =>
  desks.filter((one) => sees(one, roles) && !worksAt(one, roles));

/** The desk, if somebody with these roles works at it. @throws Problem not-found */
export const deskOf = (name: string, roles: readonly Role[]): Desk => found(name, desksOf(roles));

/** The desk, if somebody with these roles works at it or watches it. @throws Problem not-found */
export const deskSeenBy = (name: string, roles: readonly Role[]): Desk => found(name, desksSeenBy(roles));

const found = (name: string, among: readonly Desk[]): Desk => {
  const one = among.find(({ deskName }) => deskName === name);
  if (!one) throw new Problem('not-found');
  return one;
};

/** Whether somebody with these roles may do at the desk of that name what is done there, and not only look on. */
export const mayActAt = (name: string, roles: readonly Role[]): boolean => worksAt(deskNamed(name), roles);

/** @throws Problem colleague-unfit unless that is somebody who works at the desk */
export const mustWorkAt = (name: string, colleague: Account | undefined): void => {
  if (colleague?.status !== 'active' || !worksAt(deskNamed(name), colleague.roles)) {
    throw new Problem('colleague-unfit');
  }
};

/** The desk of that name. @throws Error when there is none */
export const deskNamed = (name: string): Desk => {
  const found = desks.find(({ deskName }) => deskName === name);
  if (!found) throw new Error(`There is no desk ${name}`);
  return found;
};
