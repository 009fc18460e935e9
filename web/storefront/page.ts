/** The door of a page: what a file in pages/ declares. */
import type { ComponentChildren, JSX } from 'preact';
import type * as z from 'zod';
import type { Shown } from '../../shared/kernel/doors/renderer.ts';
import type { ProblemBody } from '../../shared/kernel/problems.ts';
import type { Locale } from '../../shared/kernel/values/text.ts';
import type { Words } from './words/words.ts';

/** Endpoints by the name under which a page knows their answers. */
export type Shows = Readonly<Record<string, Shown>>;
type AnswerOf<S> = S extends Shown<infer A> ? z.output<A> : never;
export type Answers<S extends Shows> = { readonly [N in keyof S]: AnswerOf<S[N]> };

/** Where a visitor is: the address that he asked for, and the language that it is in. */
export interface At {
  readonly locale: Locale;
  /** Names in braces of the page's path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly w: Words;
  /** The whole address of what is below the language: `https://shop.example/zh/cart`. */
  readonly url: (below: string) => string;
}

/** What search engines, other sites and the browser's tab are told. */
export interface Head {
  readonly title: string;
  readonly description?: string | undefined;
  /** A picture of it, for whoever passes the address on. */
  readonly image?: string | undefined;
  /** Structured data (https://schema.org). */
  readonly jsonLd?: readonly object[];
  /** Search engines leave it out. */
  readonly hidden?: boolean;
}

export interface PageSpec<S extends Shows, L extends Shows> {
  /** `/p/{slug}-{listingId}`, below the language. */
  readonly path: `/${string}`;
  /** Without these there is no page: what refuses one of them is what the visitor is told. */
  readonly shows?: S;
  /** Without these the page does with less. */
  readonly later?: L;
  /** Seconds for which anyone may keep the page; without, nobody keeps it. */
  readonly cache?: number;
  /** The one address of what is shown, below the language: other spellings are led there. None when there is no such thing. */
  readonly address?: (answers: Answers<S>, at: At) => string | undefined;
  readonly head: (answers: Answers<S> & Partial<Answers<L>>, at: At) => Head;
}

/** A page as its file declares it. */
export interface Page {
  readonly spec: PageSpec<Shows, Shows>;
  readonly view: (answers: never, at: At) => JSX.Element;
}

/** A page by the name of its file. */
export interface NamedPage extends Page {
  readonly name: string;
}

/** A public page: rendered on the server from what endpoints answer, kept by caches for as long as it says. */
export const page = <S extends Shows = Record<never, never>, L extends Shows = Record<never, never>>(
  spec: PageSpec<S, L>,
  view: (answers: Answers<S> & Partial<Answers<L>>, at: At) => JSX.Element,
): Page => ({ spec: spec as unknown as PageSpec<Shows, Shows>, view });

/** A page that was refused what it shows. */
export type Refusal = Pick<ProblemBody, 'code' | 'status'>;

export type Children = { readonly children?: ComponentChildren };
