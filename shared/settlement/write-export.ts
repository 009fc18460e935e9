import type { ExportFile } from './export.ts';

/** Where the files of all days lie. */
interface Folder {
  list(path: string): Promise<readonly { readonly path: string }[]>;
  write(path: string, content: string, contentType: string): Promise<void>;
  writeOnce(path: string, content: string, contentType: string): Promise<boolean>;
}

/**
 * Writes a day's files, the manifest last: with it the day is complete, and from then on none of its files is written
 * again, whoever comes late or twice. Returns how many there are.
 */
export const writeExport = async (
  folder: Folder,
  date: string,
  make: () => Promise<{ files: readonly ExportFile[]; manifest: string }>,
): Promise<number> => {
  const written = await folder.list(`${date}/`);
  if (written.some(({ path }) => path === `${date}/manifest.json`)) return written.length;
  const { files, manifest } = await make();
  for (const { name, content } of files) await folder.write(`${date}/${name}`, content, 'text/csv');
  await folder.writeOnce(`${date}/manifest.json`, manifest, 'application/json');
  return files.length + 1;
};
