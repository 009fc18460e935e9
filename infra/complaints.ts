import type { BuildFailure } from 'esbuild';

/** What esbuild complains of, each with its place. */
export const complaintsOf = (error: unknown): string[] => {
  const { errors = [], message } = error as BuildFailure;
  return errors.length
    ? errors.map(({ text, location }) => (location ? `${location.file}:${location.line}: ${text}` : text))
    : [message];
};
