/** What a screen says of itself. The rest follows from the contracts: fields, kinds, who may see it, what can be filtered. */
import type { ComponentType, ReactNode } from 'react';
import type { Role } from '../../../shared/kernel/doors/contract.ts';
import type { Fields } from '../../described.ts';
import type { Profile } from './session.ts';
import type { Answer, Command, Input, NameOf, Reads, Row } from './operations.ts';

type Values = Readonly<Record<string, unknown>>;

/** A command beside what it is about. What `with` gives is sent along; for the rest of its input somebody is asked. */
export interface CommandSpec<T, C extends Command = Command> {
  readonly of: C;
  readonly when?: (it: T, who: Profile) => boolean;
  readonly with?: (it: T) => Partial<Input<C>>;
  /** Of its fields, those that somebody is asked for; else all. */
  readonly asks?: readonly NameOf<Input<C>>[];
  /** What the form shows at first. */
  readonly start?: (it: T) => Partial<Input<C>>;
  /** What fields are that the contract leaves open, since they depend on the thing. */
  readonly shaped?: (it: T) => Fields;
  /** Cannot be undone. */
  readonly danger?: true;
  /** The key that begins it. */
  readonly key?: string;
}

/** A command with its own input's types: `command('POST …', { with: … })`. */
export const command = <T, C extends Command>(of: C, rest: Omit<CommandSpec<T, C>, 'of'>): CommandSpec<T> =>
  ({ of, ...rest }) as unknown as CommandSpec<T>;

export type Commands<T> = readonly (Command | CommandSpec<T>)[];

/** What can be drawn of rows: their fields, and those of a group within them as `totals.net`. */
type Drawn<T> = T extends unknown
  ? { [K in Extract<keyof T, string>]: K | Within<K, NonNullable<T[K]>> }[Extract<keyof T, string>]
  : never;
type Within<K extends string, V> = V extends readonly unknown[] | { amount: number } ? never
  : V extends object ? `${K}.${Extract<keyof V, string>}`
  : never;

export interface ChartSpec<X extends string = string, Y extends string = X> {
  readonly kind: 'bar' | 'line';
  readonly x: X;
  readonly y: readonly Y[];
}

interface ListParts<R extends Reads> {
  /** What is shown at first, in this order. Whatever else the answer has can be chosen. */
  readonly columns: readonly NameOf<Row<R>>[];
  readonly filters?: readonly Extract<keyof Input<R>, string>[];
  /** Filters that are set until somebody sets others. */
  readonly start?: Partial<Input<R>> | (() => Partial<Input<R>>);
  /** The read that shows one of them, where its parameters are, and, if that is a list, what it is filtered by. */
  readonly open?: Reads | ((row: Row<R>) => Reads);
  readonly params?: (row: Row<R>) => Values;
  readonly filtered?: (row: Row<R>) => Readonly<Record<string, string>>;
  /** Other reads about one of them, each on a screen of its own. */
  readonly also?: readonly Reads[];
  readonly commands?: Commands<Row<R>>;
  /** Commands about no row: a new one. */
  readonly create?: Commands<Values>;
  readonly chart?: ChartSpec<NameOf<Row<R>>, Drawn<Row<R>>>;
}

/** The kit's view of a list: what its rows have is known by the descriptors alone. */
export interface ListScreen
  extends
    Omit<ListParts<Reads>, 'columns' | 'filters' | 'start' | 'open' | 'params' | 'filtered' | 'commands' | 'chart'>
{
  readonly kind: 'list';
  readonly of: Reads;
  readonly columns: readonly string[];
  readonly filters?: readonly string[];
  readonly start?: Values | (() => Values);
  readonly open?: Reads | ((row: Values) => Reads);
  readonly params?: (row: Values) => Values;
  readonly filtered?: (row: Values) => Readonly<Record<string, string>>;
  readonly commands?: Commands<Values>;
  readonly chart?: ChartSpec;
}

/** Rows with filters, pages and columns: all of it in the address. */
export const list = <R extends Reads>(of: R, parts: ListParts<R>): ListScreen =>
  ({ kind: 'list', of, ...parts }) as unknown as ListScreen;

interface DetailParts<R extends Reads> {
  /** Only these fields, in this order; else all that there are. */
  readonly fields?: readonly NameOf<Answer<R>>[];
  readonly commands?: Commands<Answer<R>>;
  /** Other reads about the same thing, each below it. */
  readonly related?: readonly Reads[];
  /** Parameters of those that are not in this screen's own path. */
  readonly params?: (it: Answer<R>) => Values;
  /** Reads that answer with the address of a file; of one that has several, which, and its button is called by that. */
  readonly downloads?: readonly (Reads | { readonly of: Reads; readonly with: Readonly<Record<string, string>> })[];
  /** What is shown in its own way, above the rest. */
  readonly above?: (it: Answer<R>) => ReactNode;
  /** Lists of it that are drawn as well as told. */
  readonly charts?: readonly (ChartSpec & { readonly of: NameOf<Answer<R>> })[];
  readonly start?: () => Values;
}

export interface DetailScreen extends Omit<DetailParts<Reads>, 'fields' | 'commands' | 'params' | 'above' | 'charts'> {
  readonly kind: 'detail';
  readonly of: Reads;
  readonly fields?: readonly string[];
  readonly commands?: Commands<Values>;
  readonly params?: (it: Values) => Values;
  readonly above?: (it: Values) => ReactNode;
  readonly charts?: readonly (ChartSpec & { readonly of: string })[];
}

/** One thing: what is known of it, what can be done with it. */
export const detail = <R extends Reads>(of: R, parts: DetailParts<R> = {}): DetailScreen =>
  ({ kind: 'detail', of, ...parts }) as unknown as DetailScreen;

interface FormParts<C extends Command> {
  /** Only these fields, in this order; else all that there are. */
  readonly fields?: readonly Extract<keyof Input<C>, string>[];
  readonly start?: Partial<Input<C>> | (() => Partial<Input<C>>);
  /** Where it goes when it is done. */
  readonly then?: Reads;
  /** What follows when it is done, before it goes anywhere. */
  readonly done?: () => Promise<void>;
  /** What stands below the fields, within the form. */
  readonly below?: ComponentType;
}

export interface FormScreen extends Omit<FormParts<Command>, 'fields' | 'start'> {
  readonly kind: 'create' | 'edit';
  readonly of: Command;
  readonly fields?: readonly string[];
  readonly start?: Values | (() => Values);
  /** What an edit begins with. */
  readonly from?: Reads;
  readonly values?: (it: unknown) => Values;
}

export const create = <C extends Command>(of: C, parts: FormParts<C> = {}): FormScreen =>
  ({ kind: 'create', of, ...parts }) as unknown as FormScreen;

export const edit = <C extends Command, R extends Reads>(
  of: C,
  parts: FormParts<C> & { readonly from: R; readonly values?: (it: Answer<R>) => Values },
): FormScreen => ({ kind: 'edit', of, ...parts }) as unknown as FormScreen;

export interface FreeScreen {
  readonly kind: 'free';
  readonly show: ComponentType<{ readonly params: Readonly<Record<string, string>> }>;
}

/** What none of the others can show. */
export const free = (show: FreeScreen['show']): FreeScreen => ({ kind: 'free', show });

export type Screen = ListScreen | DetailScreen | FormScreen | FreeScreen;

/** What the register knows of a screen before it is loaded. */
export interface Registered {
  readonly console: 'merchant' | 'operator';
  readonly context: string;
  readonly kind: Screen['kind'];
  /** The parameters of its address. */
  readonly takes: readonly string[];
  /** Who may see it: those who may call the main operation. */
  readonly callers: 'anyone' | readonly Role[];
  /** The operations that it names, the main one first. */
  readonly operations: readonly string[];
  readonly load: () => Promise<{ readonly default: Screen }>;
}
