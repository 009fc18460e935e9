/** What is made of a picture that a shop has uploaded. */
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkImage, imageView, isSettled, type ImageCheck } from '../../../shared/catalogue/pictures/images.ts';
import { widths, type Size } from '../../../shared/catalogue/pictures/picture-address.ts';
import { pictureView } from '../../../shared/catalogue/pictures/picture-view.ts';
import { maxBytes, renditionsOf } from '../../../shared/catalogue/pictures/renditions.ts';
import { fitted } from '../../../shared/kernel/files/drawn-anew.ts';
import { jpeg } from '../../../shared/kernel/files/picture-jpeg.ts';
import { webp } from '../../../shared/kernel/files/picture-webp.ts';
import { lookInto, type Picture } from '../../../shared/kernel/files/picture.ts';
import type { Orientation } from '../../../shared/kernel/files/pixels.ts';
import { noise as noiseOf } from '../../support/noise.ts';
import { newId, now } from './samples.ts';

const sizes = Object.keys(widths) as Size[];

const noise = (width: number, height: number, orientation: Orientation = 1): Picture => ({
  pixels: noiseOf(width, height),
  orientation,
});
const seen = async (bytes: Buffer): Promise<Picture> => {
  const found = await lookInto(bytes, 'image/webp', [webp]);
  if (typeof found === 'string') throw new Error(found);
  return found;
};
const measured = async (picture: Picture) => {
  const made = await renditionsOf(picture);
  return Promise.all(sizes.map(async (size) => {
    const { pixels: { width, height } } = await seen(made[size]);
    return [width, height];
  }));
};

describe('a rendition', () => {
  it.each([
    [{ width: 4000, height: 3000 }, 640, { width: 640, height: 480 }],
    [{ width: 3000, height: 4000 }, 640, { width: 640, height: 853 }],
    [{ width: 200, height: 100 }, 640, { width: 200, height: 100 }],
    [{ width: 10_000, height: 1 }, 320, { width: 320, height: 1 }],
    [{ width: 1000, height: 10_000 }, 320, { width: 64, height: 640 }],
  ])('of %o fits %i', (size, width, expected) => {
    expect(fitted(size, width)).toEqual(expected);
  });

  it('has the shape of its picture, and is never larger than it, or than its width', () => {
    const side = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(side, side, fc.constantFrom(...Object.values(widths)), (width, height, most) => {
        const made = fitted({ width, height }, most);
        expect(made.width).toBeLessThanOrEqual(Math.min(width, most));
        expect(made.height).toBeLessThanOrEqual(Math.min(height, 2 * most));
        expect(Math.min(made.width, made.height)).toBeGreaterThanOrEqual(1);
        // Of the same shape, but for less than a pixel of each side.
        expect(Math.abs(made.width * height - made.height * width)).toBeLessThan(width + height);
      }),
    );
  });

  it('is upright, in four widths [CAT-11]', async () => {
    expect(await measured(noise(1400, 700))).toEqual([[320, 160], [640, 320], [1280, 640], [1400, 700]]);
    expect(await measured(noise(1300, 650, 6))).toEqual([[320, 640], [640, 1280], [650, 1300], [650, 1300]]);
    expect(await measured(noise(50, 40))).toEqual([[50, 40], [50, 40], [50, 40], [50, 40]]);
  });

  it(
    'takes at the most the bytes that a page may cost, 60 kB, even of noise [CAT-11]',
    { timeout: 60_000 },
    async () => {
      const made = await renditionsOf(noise(700, 1300));
      for (const size of sizes) expect(made[size].length).toBeLessThanOrEqual(maxBytes[size]);
      expect(Math.max(maxBytes.small, maxBytes.medium, maxBytes.large)).toBeLessThanOrEqual(60_000);
    },
  );

  it('holds nothing of the file but pixels: where it was taken is gone', async () => {
    const photo = readFileSync(new URL('../../fixtures/pictures/exif.jpg', import.meta.url));
    const found = await lookInto(photo, 'image/jpeg', [jpeg]);
    if (typeof found === 'string') throw new Error(found);
    expect(photo.toString('latin1')).toContain('A pot');
    for (const bytes of Object.values(await renditionsOf(found))) {
      expect(bytes.toString('latin1')).not.toMatch(/Exif|EXIF|XMP|ICCP|A pot/);
    }
  });

  it('is the same, byte by byte, when it is made again', async () => {
    expect(await renditionsOf(noise(90, 70))).toEqual(await renditionsOf(noise(90, 70)));
  });
});

describe('the check of an image', () => {
  const id = newId('image');
  const shop = newId('merchant');

  it('tells the size as it is seen, and where it can be seen', () => {
    const { after } = checkImage(id, shop, { found: noise(30, 20, 8), before: undefined }, now);
    expect(imageView(after)).toMatchObject({ width: 20, height: 30, picture: pictureView(shop, id) });
    expect(isSettled(after)).toBe(true);
  });

  it('of one that is refused shows nothing', () => {
    const { after } = checkImage(id, shop, { found: 'broken', before: undefined }, now);
    expect(imageView(after)).not.toHaveProperty('picture');
    expect(isSettled(after)).toBe(true);
  });

  it('of one that was checked before there were renditions is not over', () => {
    const before: ImageCheck = {
      id,
      version: 1,
      owner: shop,
      state: 'checked',
      size: { width: 30, height: 20 },
      checkedAt: now,
    };
    expect(isSettled(before)).toBe(false);
    const { after } = checkImage(id, shop, { found: noise(30, 20), before }, now);
    expect(after).toEqual({ ...before, version: 2, rendered: 4 });
  });
});
