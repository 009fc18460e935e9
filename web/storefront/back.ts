/**
 * Where to go after signing in. `back` stands in an address that anybody can write, so it may lead to pages of this host
 * alone, and is answered whole: a path of its own could begin with another host (`/.//elsewhere.example`).
 */
export const pageOfOurs = (asked: string | null, origin: string): string | undefined => {
  if (!asked?.startsWith('/')) return undefined;
  try {
    const found = new URL(asked, origin);
    return found.origin === origin ? found.href : undefined;
  } catch {
    return undefined;
  }
};
