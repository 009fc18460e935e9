/** Pictures made smaller and turned. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orientationOf } from '../../../../shared/kernel/files/exif.ts';
import { onItsSide, shrink, upright, type Orientation, type Pixels } from '../../../../shared/kernel/files/pixels.ts';

const side = fc.integer({ min: 1, max: 24 });
const pixels = fc.tuple(side, side).chain(([width, height]) =>
  fc.uint8Array({ minLength: 4 * width * height, maxLength: 4 * width * height }).map((data): Pixels => ({
    width,
    height,
    data,
  }))
);
/** Of one colour for each letter. */
const drawn = (...rows: string[]): Pixels => ({
  width: rows[0]!.length,
  height: rows.length,
  data: Uint8Array.from(Array.from(rows.join('')).flatMap((letter) => [letter.charCodeAt(0), 0, 0, 255])),
});
const read = ({ width, height, data }: Pixels): string[] =>
  Array.from(
    { length: height },
    (_, y) => Array.from({ length: width }, (__, x) => String.fromCharCode(data[4 * (y * width + x)]!)).join(''),
  );

describe('a smaller picture', () => {
  it('of one colour is of that colour, whatever the sizes', () => {
    fc.assert(
      fc.property(
        side,
        side,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.integer({ min: 1, max: 255 })),
        (w, h, narrower, lower, colour) => {
          const whole = { width: w, height: h, data: Uint8Array.from(Array(w * h).fill(colour).flat() as number[]) };
          const [width, height] = [Math.ceil(w * narrower), Math.ceil(h * lower)];
          const small = shrink(whole, width, height);
          expect(small).toMatchObject({ width, height });
          for (const [i, value] of small.data.entries()) {
            expect(Math.abs(value - colour[i % 4]!)).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  it('is within what it covers, and the same when nothing is to be done', () => {
    fc.assert(
      fc.property(pixels, (all) => {
        expect(shrink(all, all.width, all.height)).toBe(all);
        const one = shrink(all, 1, 1).data;
        const seen = Array.from({ length: all.width * all.height }, (_, i) => all.data.slice(4 * i, 4 * i + 4))
          .filter((pixel) => pixel[3]! > 0);
        for (let c = 0; c < 3 && one[3]! > 0; c += 1) {
          const values = seen.map((pixel) => pixel[c]!);
          expect(one[c]).toBeGreaterThanOrEqual(Math.min(...values) - 1);
          expect(one[c]).toBeLessThanOrEqual(Math.max(...values) + 1);
        }
      }),
    );
  });

  it('has the light of what it covers, not the average of the numbers', () => {
    const checks = { width: 2, height: 1, data: Uint8Array.of(0, 0, 0, 255, 255, 255, 255, 255) };
    expect([...shrink(checks, 1, 1).data]).toEqual([188, 188, 188, 255]);
  });

  it('takes no colour from what is transparent', () => {
    const half = { width: 2, height: 1, data: Uint8Array.of(200, 10, 20, 255, 0, 255, 0, 0) };
    expect([...shrink(half, 1, 1).data]).toEqual([200, 10, 20, 128]);
  });
});

describe('an orientation', () => {
  // The letter F as it is seen, and as eight ways of holding the camera store it (Exif 2.3, 4.6.4 A).
  const seen = ['FFF', 'F__', 'FF_', 'F__'];
  it.each<[Orientation, string[]]>([
    [1, ['FFF', 'F__', 'FF_', 'F__']],
    [2, ['FFF', '__F', '_FF', '__F']],
    [3, ['__F', '_FF', '__F', 'FFF']],
    [4, ['F__', 'FF_', 'F__', 'FFF']],
    [5, ['FFFF', 'F_F_', 'F___']],
    [6, ['F___', 'F_F_', 'FFFF']],
    [7, ['___F', '_F_F', 'FFFF']],
    [8, ['FFFF', '_F_F', '___F']],
  ])('%i is set upright', (orientation, stored) => {
    expect(read(upright(drawn(...stored), orientation))).toEqual(seen);
  });

  it('moves pixels, and changes none', () => {
    const any = fc.constantFrom<Orientation>(1, 2, 3, 4, 5, 6, 7, 8);
    fc.assert(
      fc.property(pixels, any, (all, orientation) => {
        const turned = upright(all, orientation);
        const [width, height] = onItsSide(orientation) ? [all.height, all.width] : [all.width, all.height];
        expect(turned).toMatchObject({ width, height });
        const sorted = ({ data }: Pixels) => [...new Uint32Array(Uint8Array.from(data).buffer)].toSorted();
        expect(sorted(turned)).toEqual(sorted(all));
      }),
    );
  });
});

describe('Exif', () => {
  const directory = (order: 'II' | 'MM', value: number): Buffer => {
    const bytes = Buffer.alloc(26);
    const short = (n: number, at: number) => order === 'II' ? bytes.writeUInt16LE(n, at) : bytes.writeUInt16BE(n, at);
    const long = (n: number, at: number) => order === 'II' ? bytes.writeUInt32LE(n, at) : bytes.writeUInt32BE(n, at);
    bytes.write(order, 0, 'latin1');
    short(42, 2);
    long(8, 4);
    short(1, 8);
    short(0x0112, 10);
    short(3, 12);
    long(1, 14);
    short(value, 18);
    return bytes;
  };

  it.each([
    ['least byte first', directory('II', 6), 6],
    ['most first', directory('MM', 8), 8],
    ['behind its name, as in a JPEG', Buffer.concat([Buffer.from('Exif\0\0'), directory('MM', 3)]), 3],
    ['with a value that there is not', directory('II', 9), 1],
    ['cut off', directory('II', 6).subarray(0, 15), 1],
    ['of something else', Buffer.from('a camera'), 1],
    ['of nothing', undefined, 1],
  ])('%s is read', (_, exif, orientation) => {
    expect(orientationOf(exif)).toBe(orientation);
  });

  it('of any bytes is an orientation', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.constantFrom('II*\0', 'MM\0*', ''), (bytes, start) => {
        const orientation = orientationOf(Buffer.concat([Buffer.from(start, 'latin1'), bytes]));
        expect(orientation).toBeGreaterThanOrEqual(1);
        expect(orientation).toBeLessThanOrEqual(8);
      }),
    );
  });
});
