/** What is made of an uploaded film: its pictures as they are, and nothing else; or why it is not played. */
import { readFileSync } from 'node:fs';
import {
  BufferSource,
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { remade, type Video } from '../../../../shared/kernel/files/video.ts';

const film = readFileSync(new URL('../../../../local/seed/films/teapot-turning.mp4', import.meta.url));

const pictures = async (bytes: Uint8Array) => {
  const track = await new Input({ source: new BufferSource(bytes), formats: [MP4] }).getPrimaryVideoTrack();
  const packets = await Array.fromAsync(new EncodedPacketSink(track!).packets());
  return { config: (await track!.getDecoderConfig())!, packets };
};

/** The film, said to be another. */
const as = async (
  { slower = 1, codec = 'avc', config = {}, note }: {
    readonly slower?: number;
    readonly codec?: 'avc' | 'vp9';
    readonly config?: Partial<VideoDecoderConfig>;
    readonly note?: string;
  },
): Promise<Uint8Array> => {
  const { config: its, packets } = await pictures(film);
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source);
  if (note) output.setMetadataTags({ comment: note });
  await output.start();
  for (const packet of packets) {
    const later = packet.clone({ timestamp: packet.timestamp * slower, duration: packet.duration * slower });
    await source.add(later, { decoderConfig: { ...its, ...config } });
  }
  await output.finalize();
  return new Uint8Array(target.buffer!);
};

describe('An uploaded film', () => {
  it('is kept picture by picture as it was, with its index in front, and tells nothing but what is seen [CAT-12 part]', async () => {
    const told = await as({ note: 'GPSLatitude 48.2082' });
    const whole = Buffer.concat([told, Buffer.from('<script>alert(1)</script>')]);
    expect(whole.toString('latin1')).toMatch(/GPSLatitude/);
    const made = await remade(whole) as Video;
    expect(made).toMatchObject({ seconds: 4, width: 320, height: 320 });
    const text = made.bytes.toString('latin1');
    expect(text).not.toMatch(/GPSLatitude|script/);
    expect(text.indexOf('moov')).toBeLessThan(text.indexOf('mdat'));
    const [before, after] = [await pictures(film), await pictures(made.bytes)];
    expect(after.packets.map(({ data, timestamp }) => ({ data, timestamp }))).toEqual(
      before.packets.map(({ data, timestamp }) => ({ data, timestamp })),
    );
    expect(after.config.description).toEqual(before.config.description);
  });

  it.each([
    ['nothing', () => Buffer.alloc(0), 'no-video'],
    ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'no-video'],
    ['a picture', () => readFileSync(new URL('../../../fixtures/pictures/baseline.jpg', import.meta.url)), 'no-video'],
    ['half of a film', () => film.subarray(0, film.length / 2), 'no-video'],
    ['a film of more than a minute', () => as({ slower: 16 }), 'too-long'],
    ['a film of another codec', () => as({ codec: 'vp9', config: { codec: 'vp09.00.10.08' } }), 'another-codec'],
    ['a film that is wider than a screen', () => as({ config: { codedWidth: 1922 } }), 'too-wide'],
  ])('is refused when it is %s', async (_, bytes, why) => {
    expect(await remade(await bytes())).toBe(why);
  });

  it('is played or refused, whatever has become of its bytes', async () => {
    for (let at = 0; at < 60; at += 1) {
      const changed = Buffer.from(film);
      const place = (at * 7919) % (at % 2 ? film.length : 1000);
      changed[at % 2 ? place : film.indexOf('moov') + place % 900] = 255 - at;
      const made = await remade(changed);
      expect(typeof made === 'string' || made.bytes.length < 2 * film.length).toBe(true);
    }
  });
});
