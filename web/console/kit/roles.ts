import type { Role } from '../../../shared/kernel/doors/contract.ts';

/** Whether somebody with these roles is among those who may call. */
export const fits = (callers: 'anyone' | readonly Role[], roles: readonly Role[]): boolean =>
  callers === 'anyone' || callers.some((role) => roles.includes(role));
