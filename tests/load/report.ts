/** What the commands that measure have in common: the machine, medians and tables. */
import { arch, cpus, platform } from 'node:os';

/** `2 × AMD EPYC, linux x64, Node 24.21.0, 2026-11-22` */
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]!.model.trim()}, ${platform()} ${arch()}, Node ${process.versions.node}, ${
    new Date().toISOString().slice(0, 10)
  }`;

/** @param share 0.5 for the median */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!;

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Prints rows as a Markdown table, as docs/performance.md keeps them. Numbers are aligned to the right. */
export const print = (title: string, rows: readonly Record<string, string | number>[]): void => {
  const columns = Object.keys(rows[0]!);
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  console.log([
    `\n${title} (${machine()})\n`,
    line(columns),
    line(columns.map((column) => (typeof rows[0]![column] === 'number' ? '--:' : '---'))),
    ...rows.map((row) => line(columns.map((column) => row[column]!))),
  ].join('\n'));
};

/** Runs work and returns the milliseconds that it took. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
