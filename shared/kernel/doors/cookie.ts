import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../problems.ts';

/**
 * What a door keeps in a browser for itself: no script reads it, and the browser brings it along with requests of our own
 * pages alone. By its prefix the browser keeps it for this one host, over TLS, whatever a neighbouring host tries to plant.
 */
export interface CookieDeclaration {
  readonly name: `__Host-${string}`;
  /** Seconds until the browser forgets it. */
  readonly maxAge: number;
}

/** The cookie of one request. */
export interface Cookie {
  /** What the browser brought. */
  readonly value: string | undefined;
  /** Has the browser keep this from now on. */
  readonly keep: (value: string) => void;
  /** Has the browser forget it. */
  readonly forget: () => void;
}

/** Reads a cookie from the request. `answered` is what goes into the answer (`Set-Cookie`). */
export const cookieOf = (
  { name, maxAge }: CookieDeclaration,
  { cookies = [] }: Pick<APIGatewayProxyEventV2, 'cookies'>,
): Cookie & { readonly answered: string[] } => {
  const answered: string[] = [];
  const answer = (value: string, seconds: number): void => {
    answered.splice(0, 1, `${name}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Strict`);
  };
  return {
    value: cookies.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) || undefined,
    keep: (value) => answer(value, maxAge),
    forget: () => answer('', 0),
    answered,
  };
};

/**
 * Lets through what no browser sent, and what a browser says that a page of this very host has sent. A script cannot set
 * either header. Browsers that do not say it (Safari before 16.4) are refused: they cannot be told from a foreign page.
 * @throws Problem foreign-page
 */
export const fromOurPage = ({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): void => {
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin' || (site === undefined && headers['origin'] === undefined)) return;
  throw new Problem('foreign-page');
};
