import { createHash } from 'node:crypto';
import type { Change } from '../kernel/store/change.ts';
import { Broken } from '../kernel/problems.ts';
import { wrote, type ExportPart, type Written } from './export-part.ts';

/** Where the files of all days lie. */
interface Folder {
  writeOnce(path: string, content: string, contentType: string): Promise<boolean>;
  read(path: string): Promise<AsyncIterable<Uint8Array>>;
}

/**
 * Writes what is still to be written of a part, and keeps after each piece how far it is. A file that is there already,
 * since a run broke down before it could say so, is not written again: it must hold the same.
 * @throws Broken when it holds something else
 */
export const writePart = async (
  folder: Folder,
  date: string,
  part: ExportPart,
  pieces: AsyncIterable<Written>,
  keep: (change: Change<ExportPart>) => Promise<void>,
): Promise<void> => {
  let state = part;
  for await (const piece of pieces) {
    for (const { name, content, sha256 } of piece.files) {
      const path = `${date}/${name}`;
      if (await folder.writeOnce(path, content, 'text/csv')) continue;
      if (await hashOf(await folder.read(path)) !== sha256) throw new Broken(`${path} holds something else already`);
    }
    const change = wrote(state, piece);
    await keep(change);
    state = change.after;
  }
};

const hashOf = async (bytes: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash('sha256');
  for await (const some of bytes) hash.update(some);
  return hash.digest('hex');
};
