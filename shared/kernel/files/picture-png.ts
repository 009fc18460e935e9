import { crc32, inflateSync } from 'node:zlib';
import { Unfit, type Layout, type PictureType } from './picture.ts';

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** Channels by colour type, and the bits that a channel may have. */
const colours: Readonly<Record<number, readonly [channels: number, depths: readonly number[]]>> = {
  0: [1, [1, 2, 4, 8, 16]],
  2: [3, [8, 16]],
  3: [1, [1, 2, 4, 8]],
  4: [2, [8, 16]],
  6: [4, [8, 16]],
};

/** The passes of an interlaced picture (Adam7): first column and row, and the steps between them. */
const adam7 = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [
  0,
  1,
  1,
  2,
]] as const;

interface Chunk {
  readonly type: string;
  readonly content: Buffer;
}

/** The chunks up to the last, each with the right checksum. */
const chunksOf = (bytes: Buffer): { chunks: Chunk[]; end: number } => {
  const chunks: Chunk[] = [];
  for (let at = signature.length;;) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) {
      throw new Unfit('broken');
    }
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'acTL') throw new Unfit('moving');
    chunks.push({ type, content: bytes.subarray(at + 8, end - 4) });
    if (type === 'IEND') return { chunks, end };
    at = end;
  }
};

/** W3C PNG (third edition), 5: the header first, the end last. */
const layout = (bytes: Buffer): Layout => {
  const { chunks: [header], end } = chunksOf(bytes);
  if (header?.type !== 'IHDR' || header.content.length !== 13) throw new Unfit('broken');
  return { width: header.content.readUInt32BE(0), height: header.content.readUInt32BE(4), end };
};

/**
 * Decompresses the picture and compares it with what its header says: each row is there with its filter, and no more. What
 * is left then, the filters' sums, succeeds for any bytes.
 */
const decode = (bytes: Buffer, { width, height }: Layout): void => {
  const { chunks } = chunksOf(bytes);
  const [depth, colour, , , interlaced] = chunks[0]!.content.subarray(8);
  const [channels, depths] = colours[colour!] ?? [0, []];
  const known = chunks.every(({ type }) => /^(?:IHDR|PLTE|IDAT|IEND|[a-z].*)$/.test(type));
  const palette = colour !== 3 || chunks.some(({ type }) => type === 'PLTE');
  if (!known || !palette || !depths.includes(depth!) || interlaced! > 1) throw new Unfit('broken');
  const passes = (interlaced ? adam7 : [[0, 0, 1, 1]] as const).map(([x, y, dx, dy]) => ({
    rowBytes: 1 + Math.ceil((Math.ceil((width - x) / dx) * channels * depth!) / 8),
    rows: Math.ceil((height - y) / dy),
  })).filter(({ rowBytes, rows }) => rowBytes > 1 && rows > 0);
  const expected = passes.reduce((sum, { rowBytes, rows }) => sum + rowBytes * rows, 0);
  const data = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ content }) => content)), {
    maxOutputLength: expected,
  });
  if (data.length !== expected) throw new Unfit('broken');
  let at = 0;
  for (const { rowBytes, rows } of passes) {
    for (let row = 0; row < rows; row += 1, at += rowBytes) if (data[at]! > 4) throw new Unfit('broken');
  }
};

export const png: PictureType = {
  contentType: 'image/png',
  begins: (bytes) => bytes.subarray(0, signature.length).equals(signature),
  layout,
  decode,
};
