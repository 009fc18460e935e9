import { crc32, inflateSync } from 'node:zlib';
import { Unfit, type Layout, type PictureType } from './picture.ts';
import type { Pixels } from './pixels.ts';

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
  const { chunks, end } = chunksOf(bytes);
  const [header] = chunks;
  if (header?.type !== 'IHDR' || header.content.length !== 13) throw new Unfit('broken');
  return {
    width: header.content.readUInt32BE(0),
    height: header.content.readUInt32BE(4),
    end,
    exif: chunks.find(({ type }) => type === 'eXIf')?.content,
  };
};

/**
 * Adds up a pass's rows in place (9.2): each byte is told as the difference from its neighbours.
 * @throws Unfit for a filter that there is not
 */
const unfilter = (data: Buffer, at: number, rowBytes: number, rows: number, step: number): void => {
  for (let row = 0; row < rows; row += 1) {
    const start = at + row * rowBytes + 1;
    const above = row === 0 ? undefined : start - rowBytes;
    const filter = data[start - 1]!;
    if (filter > 4) throw new Unfit('broken');
    if (filter === 0) continue;
    for (let i = 0; i < rowBytes - 1; i += 1) {
      const left = i < step ? 0 : data[start + i - step]!;
      const up = above === undefined ? 0 : data[above + i]!;
      const corner = above === undefined || i < step ? 0 : data[above + i - step]!;
      let guess = [0, left, up, (left + up) >> 1][filter];
      if (guess === undefined) {
        const [toLeft, toUp, toCorner] = [
          Math.abs(up - corner),
          Math.abs(left - corner),
          Math.abs(left + up - 2 * corner),
        ];
        guess = toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
      }
      data[start + i] = data[start + i]! + guess;
    }
  }
};

/** What a sample is told by: its colour type, its bits, its palette, and what of it is transparent. */
interface Code {
  readonly channels: number;
  readonly depth: number;
  readonly palette: Buffer | undefined;
  readonly transparent: Buffer | undefined;
}

/** Writes the pixel whose samples begin at a bit of the data, as red, green, blue and alpha. */
const writerOf = ({ channels, depth, palette, transparent }: Code, data: Buffer, into: Uint8ClampedArray) => {
  const largest = 2 ** depth - 1;
  const sample = depth === 16
    ? (bit: number): number => data.readUInt16BE(bit >> 3)
    : depth === 8
    ? (bit: number): number => data[bit >> 3]!
    : (bit: number): number => (data[bit >> 3]! >> (8 - depth - (bit & 7))) & largest;
  const byte = depth === 16 ? (value: number) => value >> 8 : (value: number) => (value * 255) / largest;
  const coloured = channels >= 3;
  /** The one colour that is transparent, where there is no alpha. */
  const hidden = !palette && transparent
    ? Array.from({ length: channels }, (_, c) => transparent.readUInt16BE(2 * c))
    : undefined;
  return (bit: number, to: number): void => {
    const first = sample(bit);
    if (palette) {
      for (let c = 0; c < 3; c += 1) into[to + c] = palette[3 * first + c] ?? 0;
      into[to + 3] = transparent?.[first] ?? 255;
      return;
    }
    const [second, third] = coloured ? [sample(bit + depth), sample(bit + 2 * depth)] : [first, first];
    into[to] = byte(first);
    into[to + 1] = byte(second);
    into[to + 2] = byte(third);
    into[to + 3] = channels % 2 === 0
      ? byte(sample(bit + (channels - 1) * depth))
      : hidden && hidden[0] === first && (!coloured || (hidden[1] === second && hidden[2] === third))
      ? 0
      : 255;
  };
};

/**
 * Decompresses the picture and compares it with what its header says: each row is there with its filter, and no more; then
 * puts each sample in its place.
 */
const decode = (bytes: Buffer, { width, height }: Layout): Pixels => {
  const { chunks } = chunksOf(bytes);
  const [depth, colour, , , interlaced] = chunks[0]!.content.subarray(8) as unknown as [number, number, 0, 0, number];
  const [channels, depths] = colours[colour] ?? [0, []];
  const known = chunks.every(({ type }) => /^(?:IHDR|PLTE|IDAT|IEND|[a-z].*)$/.test(type));
  const content = (name: string): Buffer | undefined => chunks.find(({ type }) => type === name)?.content;
  const palette = colour === 3 ? content('PLTE') : undefined;
  if (!known || (colour === 3 && !palette) || !depths.includes(depth) || interlaced > 1) throw new Unfit('broken');
  const passes = (interlaced ? adam7 : [[0, 0, 1, 1]] as const).map(([x, y, dx, dy]) => {
    const columns = Math.ceil((width - x) / dx);
    return {
      x,
      y,
      dx,
      dy,
      columns,
      rowBytes: 1 + Math.ceil((columns * channels * depth) / 8),
      rows: Math.ceil((height - y) / dy),
    };
  }).filter(({ columns, rows }) => columns > 0 && rows > 0);
  const expected = passes.reduce((sum, { rowBytes, rows }) => sum + rowBytes * rows, 0);
  const data = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.content)), {
    maxOutputLength: expected,
  });
  if (data.length !== expected) throw new Unfit('broken');
  const pixels = new Uint8ClampedArray(width * height * 4);
  const write = writerOf({ channels, depth, palette, transparent: content('tRNS') }, data, pixels);
  let at = 0;
  for (const { x, y, dx, dy, columns, rowBytes, rows } of passes) {
    unfilter(data, at, rowBytes, rows, Math.max(1, (channels * depth) >> 3));
    for (let row = 0; row < rows; row += 1, at += rowBytes) {
      for (let column = 0; column < columns; column += 1) {
        write(8 * (at + 1) + column * channels * depth, 4 * ((y + row * dy) * width + x + column * dx));
      }
    }
  }
  return { width, height, data: pixels };
};

export const png: PictureType = {
  contentType: 'image/png',
  begins: (bytes) => bytes.subarray(0, signature.length).equals(signature),
  layout,
  decode,
};
