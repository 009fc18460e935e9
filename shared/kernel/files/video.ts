import { BufferSource, BufferTarget, Conversion, Input, MP4, Mp4OutputFormat, Output, QTFF } from 'mediabunny';
import type { LocalText } from '../values/text.ts';

/** Why a file is not played, in words for whoever has uploaded it. */
export const videoRefusals = {
  'no-video': {
    en: 'The file is no MP4 or QuickTime video that can be read. Save it anew and upload it again.',
    zh: '该文件不是可读取的 MP4 或 QuickTime 视频，请重新保存后再上传。',
  },
  'another-codec': {
    en: 'Not every browser plays it: the picture has to be H.264, and the sound, if there is any, AAC.',
    zh: '部分浏览器无法播放：画面须为 H.264 编码，声音须为 AAC 编码。',
  },
  'too-long': {
    en: 'It is longer than 60 seconds. Cut it, and upload it again.',
    zh: '视频超过 60 秒，请剪短后再上传。',
  },
  'too-wide': {
    en: 'It has more than 1920 pixels a side. Save it smaller, and upload it again.',
    zh: '视频单边超过 1920 像素，请缩小后再上传。',
  },
} as const satisfies Record<string, Required<LocalText>>;
export type VideoRefusal = keyof typeof videoRefusals;

/** What is played at the most: seconds, and pixels of a side. */
const [longest, widest] = [60, 1920];

/** A video that can be played. */
export interface Video {
  /** An MP4 that begins with its index, so that it plays before all of it is there. */
  readonly bytes: Buffer;
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Looks into a file that is said to be a video, and writes its pictures and its sound into a new one, packet by packet as
 * they are: nothing else of the file is kept, no place where it was taken and nothing behind it.
 * @returns the video, or why it cannot be played
 */
export const remade = async (bytes: Uint8Array): Promise<Video | VideoRefusal> => {
  try {
    const input = new Input({ source: new BufferSource(bytes), formats: [MP4, QTFF] });
    const [track, sounds] = await Promise.all([input.getPrimaryVideoTrack(), input.getAudioTracks()]);
    if (!track) return 'no-video';
    const codecs = await Promise.all([track.getCodec(), ...sounds.map((sound) => sound.getCodec())]);
    if (codecs.some((codec, i) => codec !== (i === 0 ? 'avc' : 'aac'))) return 'another-codec';
    const [width, height, seconds] = await Promise.all([
      track.getDisplayWidth(),
      track.getDisplayHeight(),
      input.computeDuration(),
    ]);
    if (!(seconds > 0)) return 'no-video';
    if (seconds > longest) return 'too-long';
    if (Math.max(width, height) > widest) return 'too-wide';
    const target = new BufferTarget();
    const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
    const conversion = await Conversion.init({
      input,
      output,
      tags: {},
      copy: { mode: 'forced', shiftTolerance: Infinity },
      video: (one) => ({ discard: one !== track }),
      audio: (_, place) => ({ discard: place > 1 }),
      showWarnings: false,
    });
    if (!conversion.utilizedTracks.includes(track)) return 'no-video';
    await conversion.execute();
    return { bytes: Buffer.from(target.buffer!), seconds, width, height };
  } catch {
    // Whatever the library throws, it has not read the video.
    return 'no-video';
  }
};
