/** What is let through as a picture, and what is not: files as programs write them, and files that are made to harm. */
import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { picture } from '../../../../local/seed/picture.ts';
import { jpeg } from '../../../../shared/kernel/files/picture-jpeg.ts';
import { png } from '../../../../shared/kernel/files/picture-png.ts';
import { webp } from '../../../../shared/kernel/files/picture-webp.ts';
import { lookInto, maxSide, refusals, sizeOf } from '../../../../shared/kernel/files/picture.ts';

const types = [jpeg, png, webp];
const folder = new URL('../../../fixtures/pictures/', import.meta.url);
const fixture = (name: string): Buffer => readFileSync(new URL(name, folder));
const typeOf = (name: string): string => `image/${name.split('.')[1]!.replace('jpg', 'jpeg')}`;
const good = readdirSync(folder).filter((name) => !/^moving|gif$/.test(name));
/** The size of a picture, or why it is none. */
const look = async (bytes: Buffer, contentType: string) => {
  const found = await lookInto(bytes, contentType, types);
  if (typeof found === 'string') return found;
  expect(found.pixels.data).toHaveLength(4 * found.pixels.width * found.pixels.height);
  return sizeOf(found);
};

const chunk = (type: string, content: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A PNG with this header, whatever its data are. */
const pngOf = (
  { width, height, depth = 8, colour = 2, data }: {
    width: number;
    height: number;
    depth?: number;
    colour?: number;
    data: Buffer;
  },
): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(data)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

describe('a picture', () => {
  it.each(good)('%s is seen in its size', async (name) => {
    const [width, height] = { interlaced: [37, 29], deep: [40, 30], lossless: [60, 45] }[name.split('.')[0]!]
      ?? [120, 90];
    expect(await look(fixture(name), typeOf(name))).toEqual({ width, height });
  });

  it('that the seed makes is one', async () => {
    expect(await look(Buffer.from(picture(200)), 'image/png')).toEqual({ width: 320, height: 320 });
  });

  it('may have zeros behind it', async () => {
    expect(await look(Buffer.concat([fixture('baseline.jpg'), Buffer.alloc(64)]), 'image/jpeg')).toEqual({
      width: 120,
      height: 90,
    });
  });

  it('of a phone is decoded', { timeout: 60_000 }, async () => {
    const [width, height] = [5000, 5000];
    const data = Buffer.alloc(height * (1 + width * 3));
    expect(await look(pngOf({ width, height, data }), 'image/png')).toEqual({ width, height });
  });
});

describe('what is no picture', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a byte', Buffer.of(0xff)],
    ['text', Buffer.from('png')],
    ['a drawing with a script', Buffer.from(svg)],
    ['the same, in UTF-16', Buffer.from(`\ufeff${svg}`, 'utf16le')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['an animation', fixture('still.gif')],
    ['an archive', Buffer.from('PK\x03\x04')],
    ['a document', Buffer.from('%PDF-1.7\n%%EOF')],
    ['a drawing behind the first two bytes of a JPEG', Buffer.from(`\xff\xd8${svg}`, 'latin1')],
  ])('%s is not taken for one', async (_, bytes) => {
    for (const { contentType } of types) expect(await look(bytes, contentType)).toBe('no-picture');
  });

  it('is named by what it is, not by its name', async () => {
    for (const name of good) {
      for (const { contentType } of types.filter((type) => type.contentType !== typeOf(name))) {
        expect(await look(fixture(name), contentType)).toBe('another-type');
      }
    }
  });

  it.each(['moving.png', 'moving.webp'])('%s moves', async (name) => {
    expect(await look(fixture(name), typeOf(name))).toBe('moving');
  });

  it.each(good)('%s with something behind it is two things at once', async (name) => {
    for (const tail of ['<script>alert(1)</script>', 'PK\x03\x04', '\x00\x00<?php ?>']) {
      const both = Buffer.concat([fixture(name), Buffer.from(tail, 'latin1')]);
      expect(await look(both, typeOf(name))).toBe('more-behind');
    }
  });

  it.each(good)('%s cut off anywhere is broken', async (name) => {
    const bytes = fixture(name);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 16, max: bytes.length - 1 }), async (length) => {
        expect(await look(bytes.subarray(0, length), typeOf(name))).toBe('broken');
      }),
      { numRuns: 60 },
    );
  });

  it.each(good)('%s with wrong bytes is refused or has its size, and nothing is thrown', async (name) => {
    const bytes = fixture(name);
    const edit = fc.record({
      at: fc.integer({ min: 3, max: bytes.length - 1 }),
      byte: fc.integer({ max: 255, min: 0 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
        const changed = Buffer.from(bytes);
        for (const { at, byte } of edits) changed[at] = byte;
        const seen = await look(changed, typeOf(name));
        if (typeof seen === 'string') expect(Object.keys(refusals)).toContain(seen);
        else expect(seen.width * seen.height).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a bomb', () => {
  /** A good JPEG that says it is of another size. */
  const jpegOf = (width: number, height: number): Buffer => {
    const bytes = Buffer.from(fixture('baseline.jpg'));
    const frame = bytes.indexOf(Buffer.of(0xff, 0xc0));
    bytes.writeUInt16BE(height, frame + 5);
    bytes.writeUInt16BE(width, frame + 7);
    return bytes;
  };
  const webpOf = (width: number, height: number): Buffer => {
    const bytes = Buffer.from(fixture('lossless.webp'));
    bytes.writeUInt32LE((((height - 1) << 14) | (width - 1)) >>> 0, 21);
    return bytes;
  };
  /** Decodes in no time or not at all. */
  const quick = { timeout: 2000 };

  it.each([
    ['PNG', pngOf({ width: 50_000, height: 50_000, data: Buffer.alloc(10) }), 'image/png'],
    ['PNG of one row', pngOf({ width: maxSide + 1, height: 1, data: Buffer.alloc(3 * maxSide + 4) }), 'image/png'],
    [
      'PNG of all that 32 bits can say',
      pngOf({ width: 2 ** 32 - 1, height: 2 ** 32 - 1, data: Buffer.alloc(1) }),
      'image/png',
    ],
    ['JPEG', jpegOf(50_000, 50_000), 'image/jpeg'],
    ['WebP', webpOf(16_384, 16_384), 'image/webp'],
  ])('of 50,000 by 50,000 pixels as %s is not decoded', quick, async (_, bytes, contentType) => {
    expect(await look(bytes, contentType)).toBe('too-many-pixels');
  });

  it('that is small by its header and large when it is decompressed is stopped', quick, async () => {
    const data = Buffer.alloc(100 * 1024 * 1024);
    expect(await look(pngOf({ width: 10, height: 10, data }), 'image/png')).toBe('broken');
  });

  it('with less than its header says is broken', async () => {
    expect(await look(pngOf({ width: 10, height: 10, data: Buffer.alloc(100) }), 'image/png')).toBe('broken');
  });

  it('of two sizes, or of none, is broken', async () => {
    const bytes = fixture('baseline.jpg');
    const frame = bytes.indexOf(Buffer.of(0xff, 0xc0));
    const segment = bytes.subarray(frame, frame + 2 + bytes.readUInt16BE(frame + 2));
    const twice = Buffer.concat([bytes.subarray(0, frame), segment, bytes.subarray(frame)]);
    expect(await look(twice, 'image/jpeg')).toBe('broken');
    expect(await look(jpegOf(120, 0), 'image/jpeg')).toBe('broken');
  });

  it('of a hundred passes is not decoded', quick, async () => {
    const bytes = fixture('progressive.jpg');
    const scan = bytes.lastIndexOf(Buffer.of(0xff, 0xda));
    const passes = Array<Buffer>(100).fill(bytes.subarray(scan, -2));
    const many = Buffer.concat([bytes.subarray(0, scan), ...passes, bytes.subarray(-2)]);
    expect(await look(many, 'image/jpeg')).toBe('broken');
  });

  it('leaves nothing behind: the next picture is seen', async () => {
    expect(await look(webpOf(3000, 3000), 'image/webp')).toBe('broken');
    expect(await look(fixture('lossy.webp'), 'image/webp')).toEqual({ width: 120, height: 90 });
  });
});

it('is refused in words of both languages', () => {
  for (const words of Object.values(refusals)) {
    expect(words.en).toMatch(/^[A-Z].*\.$/);
    expect(words.zh).toMatch(/[\u4e00-\u9fff].*。$/);
  }
});
