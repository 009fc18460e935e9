import type { Role } from '../shared/kernel/doors/contract.ts';

interface Common {
  /** May be left out. */
  readonly optional?: true;
  /** May be said to be nothing at all. */
  readonly nullable?: true;
  /** Says something of a person. */
  readonly personal?: true;
  /** A person's help with it, in English. */
  readonly note?: string;
}

/** One value of what an operation takes or answers: what is known of it without its schema. */
export type Field = Common & Kind;

type Kind =
  | {
    readonly kind: 'text';
    readonly least?: number;
    readonly most?: number;
    readonly pattern?: string;
    readonly multiline?: true;
  }
  | { readonly kind: 'local'; readonly most?: number; readonly multiline?: true; readonly both?: true }
  | { readonly kind: 'money'; readonly least?: number; readonly most?: number }
  | { readonly kind: 'count'; readonly least?: number; readonly most?: number }
  | { readonly kind: 'duration'; readonly least: string; readonly most: string }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'id'; readonly of: string }
  | { readonly kind: 'list'; readonly of: Field; readonly least?: number; readonly most?: number }
  | { readonly kind: 'map'; readonly of: Field }
  | { readonly kind: 'group'; readonly of: Fields }
  | { readonly kind: 'variants'; readonly by: string; readonly of: Readonly<Record<string, Fields>> }
  | {
    readonly kind:
      | 'secret'
      | 'email'
      | 'link'
      | 'rate'
      | 'currency'
      | 'switch'
      | 'instant'
      | 'day'
      | 'picture'
      | 'data';
  };

export type Fields = Readonly<Record<string, Field>>;

/** What a page has to know of an operation. */
export interface Described {
  readonly summary: string;
  readonly callers: 'anyone' | readonly Role[];
  readonly input: Fields;
  /** Of what is read; none of a command. */
  readonly answer: Fields;
}
