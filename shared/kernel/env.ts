import type { SettingName } from './doors/access.ts';

/** A value from the function's environment. @throws Error naming the variable when it is not set. */
export const env = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set`);
  return value;
};

/** An address or secret of an outside system, which the stage sets and the use case declares in `touches`. */
export const setting = (name: SettingName): string => env(name);
