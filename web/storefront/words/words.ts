import type * as en from './en.ts';

/** What pages say. English is the measure: a language in which a word is missing does not compile. */
export type Words = Widened<typeof en>;

type Widened<T> = T extends string ? string
  : T extends (...given: infer A) => string ? (...given: A) => string
  : { readonly [K in keyof T]: Widened<T[K]> };
