import { readFileSync } from 'node:fs';

/**
 * Answers `--help` and `-h` with what the command's file says at its head, and ends the process. Every command asks this
 * first.
 * @param file the command's own file, `import.meta.filename`
 */
export const answerHelp = (file: string): void => {
  if (!process.argv.slice(2).some((word) => word === '--help' || word === '-h')) return;
  const [, head = ''] = /\/\*\*([\s\S]*?)\*\//.exec(readFileSync(file, 'utf8')) ?? [];
  console.log(head.split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd()).join('\n').trim());
  process.exit(0);
};
