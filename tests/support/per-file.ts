/** Test files of one process share what they import; this is what each of them has for itself. */

const forgetting: (() => void)[] = [];

/** Makes something once for each test file, when it is first asked for. */
export const perFile = <T>(make: () => T): () => T => {
  let made: { readonly thing: T } | undefined;
  forgetting.push(() => {
    made = undefined;
  });
  return () => (made ??= { thing: make() }).thing;
};

/** Forgets what was made for the file before. */
export const nextFile = (): void => {
  for (const forget of forgetting) forget();
};
