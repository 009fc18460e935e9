/** Every kind of PNG that there is, written by a second hand: what comes out is what was put in. */
import * as fc from 'fast-check';
import { crc32, deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { png } from '../../../../shared/kernel/files/picture-png.ts';
import { lookInto } from '../../../../shared/kernel/files/picture.ts';

type Channel = (value: readonly number[]) => number[];

/** What a decoder makes of samples, by colour type. */
const shownAs: Readonly<Record<number, { channels: number; depths: readonly number[]; shown: Channel }>> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16], shown: ([v]) => [v!, v!, v!, 255] },
  2: { channels: 3, depths: [8, 16], shown: ([r, g, b]) => [r!, g!, b!, 255] },
  4: { channels: 2, depths: [8, 16], shown: ([v, a]) => [v!, v!, v!, a!] },
  6: { channels: 4, depths: [8, 16], shown: (all) => [...all] },
};

const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

const paeth = (a: number, b: number, c: number): number => {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
};

/** A row as the filter leaves it. */
const filtered = (row: Buffer, above: Buffer, filter: number, step: number): Buffer =>
  Buffer.from(row.map((byte, i) => {
    const [a, b, c] = [row[i - step] ?? 0, above[i] ?? 0, i < step ? 0 : above[i - step] ?? 0];
    return byte - [0, a, b, Math.floor((a + b) / 2), paeth(a, b, c)][filter]!;
  }));

const passesOf = (interlaced: boolean) =>
  interlaced
    ? [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const
    : [[0, 0, 1, 1]] as const;

interface Plan {
  width: number;
  height: number;
  colour: number;
  depth: number;
  interlaced: boolean;
  filters: readonly number[];
  /** Of each pixel, of as many bits as the depth. */
  samples: (x: number, y: number) => readonly number[];
  extra?: Buffer[];
}

const write = ({ width, height, colour, depth, interlaced, filters, samples, extra = [] }: Plan): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, interlaced ? 1 : 0], 8);
  const rows: Buffer[] = [];
  for (const [x0, y0, dx, dy] of passesOf(interlaced)) {
    let above = Buffer.alloc(0);
    for (let y = y0; y < height && x0 < width; y += dy) {
      let bits = '';
      let channels = 0;
      for (let x = x0; x < width; x += dx) {
        const all = samples(x, y);
        channels = all.length;
        bits += all.map((value) => value.toString(2).padStart(depth, '0')).join('');
      }
      const row = Buffer.from((bits.match(/.{1,8}/g) ?? []).map((byte) => parseInt(byte.padEnd(8, '0'), 2)));
      const filter = filters[rows.length % filters.length]!;
      rows.push(Buffer.of(filter), filtered(row, above, filter, Math.max(1, (channels * depth) >> 3)));
      above = row;
    }
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...extra,
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const decoded = async (bytes: Buffer): Promise<number[]> => {
  const found = await lookInto(bytes, 'image/png', [png]);
  if (typeof found === 'string') throw new Error(found);
  return [...found.pixels.data];
};

const kinds = Object.entries(shownAs).flatMap(([colour, { depths }]) =>
  depths.flatMap((depth) => [false, true].map((interlaced) => ({ colour: Number(colour), depth, interlaced })))
);

it.each(kinds)('colour type $colour of $depth bits, interlaced $interlaced', async ({ colour, depth, interlaced }) => {
  const { channels, shown } = shownAs[colour]!;
  const largest = 2 ** depth - 1;
  const kind = fc.integer({ min: 1, max: 17 }).chain((width) =>
    fc.integer({ min: 1, max: 17 }).chain((height) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        filters: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 }),
        values: fc.array(fc.integer({ min: 0, max: largest }), {
          minLength: width * height * channels,
          maxLength: width * height * channels,
        }),
      })
    )
  );
  await fc.assert(
    fc.asyncProperty(kind, async ({ width, height, filters, values }) => {
      const samples = (x: number, y: number): number[] => {
        const at = channels * (y * width + x);
        return values.slice(at, at + channels);
      };
      const byte = (value: number): number => depth === 16 ? value >> 8 : Math.round((value * 255) / largest);
      const expected = Array.from(
        { length: width * height },
        (_, i) => shown(samples(i % width, Math.floor(i / width)).map(byte)),
      );
      expect(await decoded(write({ width, height, colour, depth, interlaced, filters, samples }))).toEqual(
        expected.flat(),
      );
    }),
    { numRuns: 15 },
  );
});

it('a palette has its colours, and what of them is transparent', async () => {
  const extra = [chunk('PLTE', Buffer.of(1, 2, 3, 250, 0, 9)), chunk('tRNS', Buffer.of(77))];
  const checks = { width: 2, height: 1, colour: 3, depth: 1, interlaced: false, filters: [0], extra };
  expect(await decoded(write({ ...checks, samples: (x) => [x] }))).toEqual([1, 2, 3, 77, 250, 0, 9, 255]);
});

it.each([
  [0, [[5], [6]], Buffer.of(0, 5), [5, 5, 5, 0, 6, 6, 6, 255]],
  [2, [[1, 2, 3], [1, 2, 4]], Buffer.of(0, 1, 0, 2, 0, 3), [1, 2, 3, 0, 1, 2, 4, 255]],
])('of colour type %i one colour is transparent', async (colour, pixels, transparent, expected) => {
  const extra = [chunk('tRNS', transparent)];
  const plan = { width: 2, height: 1, colour, depth: 8, interlaced: false, filters: [0], extra };
  expect(await decoded(write({ ...plan, samples: (x) => pixels[x]! }))).toEqual(expected);
});
