import type { Role } from '../../../shared/kernel/doors/contract.ts';
import { screens, type ScreenName } from '../screens.ts';
import type { Route } from './operations.ts';
import { fits } from './roles.ts';
import { order } from '../words/screens.ts';
import type { Registered } from './screen.ts';

export type { ScreenName };
/** A bounded context that has a screen. */
export type ScreenContext = (typeof screens)[ScreenName]['context'];
const entries = Object.entries(screens) as unknown as readonly (readonly [ScreenName, Registered])[];

export const registered = (name: ScreenName): Registered & { readonly context: ScreenContext } =>
  screens[name] as unknown as Registered & { readonly context: ScreenContext };

/** What decides who may see it, and which parameters its address has. */
const mainOf = (name: ScreenName): Route => registered(name).operations[0] as Route;

/** The path below which a screen is, with its parameters: `/operator/ordering/order/:orderId`. */
export const patternOf = (name: ScreenName): string => ['', name, ...takes(name).map((param) => `:${param}`)].join('/');

const takes = (name: ScreenName): readonly string[] => registered(name).takes;

/** The screen that is about an operation, and of its console alone. */
export const screenOf = (route: Route): ScreenName | undefined =>
  entries.find(([, { operations }]) => operations[0] === route)?.[0];

/** Where something is looked at; nothing where no screen shows it, or a parameter is not known. `filters` are of a list. */
export const addressOf = (
  route: Route,
  from: Readonly<Record<string, unknown>>,
  filters: Readonly<Record<string, string>> = {},
): string | undefined => {
  const name = screenOf(route);
  if (!name) return undefined;
  const values = takes(name).map((param) => from[param]);
  return values.some((value) => value === undefined || value === '')
    ? undefined
    : [
      ['', name, ...values.map((value) => encodeURIComponent(String(value)))].join('/'),
      String(new URLSearchParams(filters)),
    ].filter(Boolean).join('?');
};

/** Where an id leads: to the first screen that takes it alone, of those that may be seen. @param field its name, `orderId` */
export const addressOfId = (
  within: string,
  roles: readonly Role[],
  field: string,
  value: string,
): string | undefined => {
  const found = entries.find(([name, { console, kind }]) =>
    console === within && maySee(name, roles) && kind !== 'create' && kind !== 'edit' && takes(name).join() === field
    && mainOf(name).startsWith('GET ')
  );
  return found && `/${found[0]}/${encodeURIComponent(value)}`;
};

export const maySee = (name: ScreenName, roles: readonly Role[]): boolean => fits(registered(name).callers, roles);

/** For those who have no shop yet. */
const forNewcomers: ScreenName = 'merchant/merchants/open-shop';

/** The screens of a console's menu: those that this person may see, and that need nothing to begin with; in the order of the menu. */
export const menuOf = (within: string, { roles, merchantId }: Viewer): readonly ScreenName[] =>
  entries.filter(([name, { console, kind }]) =>
    console === within && kind !== 'create' && kind !== 'edit' && takes(name).length === 0 && maySee(name, roles)
    && (name !== forNewcomers || merchantId === undefined)
  ).map(([name]) => name).toSorted((a, b) => order.indexOf(a) - order.indexOf(b));

/** Of somebody who is signed in, what decides what is to be seen. */
export interface Viewer {
  readonly roles: readonly Role[];
  readonly merchantId?: string | undefined;
}
