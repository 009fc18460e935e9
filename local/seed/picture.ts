/** Pictures for a shop that has no camera: a disc in one colour on a ground of another. */
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];

const side = 320;

/** A PNG of 320 by 320 pixels. @param hue 0 to 359 */
export const picture = (hue: number): Uint8Array<ArrayBuffer> => {
  const [disc, ground] = [colour(hue, 0.5), colour(hue, 0.9)];
  const rows = Array.from({ length: side }, (_, y) => [
    0,
    ...Array.from({ length: side }, (__, x) => Math.hypot(x - side / 2, y - side / 2) < side / 3 ? disc : ground)
      .flat(),
  ]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2], 8); // eight bits a channel, red green blue
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A colour by hue and lightness, at half saturation. */
const colour = (hue: number, lightness: number): Colour => {
  const channel = (offset: number): number => {
    const k = (offset + hue / 30) % 12;
    return Math.round(
      255 * (lightness - 0.5 * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(k - 3, 9 - k, 1))),
    );
  };
  return [channel(0), channel(8), channel(4)];
};
