import type { LocalText } from '../values/text.ts';
import { orientationOf } from './exif.ts';
import { onItsSide, type Orientation, type Pixels } from './pixels.ts';

/** Pixels of a picture, at the most: what a phone takes at its usual setting, and 100 MB when it is decoded. */
export const maxPixels = 25_000_000;
/** Pixels of a side, at the most. */
export const maxSide = 10_000;

/** Why a file is not shown as a picture, in words for whoever has uploaded it. */
export const refusals = {
  'no-picture': {
    en: 'The file is not of a type that can be shown here.',
    zh: '该文件不是可展示的图片类型。',
  },
  'another-type': {
    en: 'The file is of another type than was said when it was uploaded.',
    zh: '文件的实际类型与上传时声明的类型不一致。',
  },
  'broken': {
    en: 'The picture is damaged or not complete: it cannot be opened. Save it anew and upload it again.',
    zh: '图片已损坏或不完整，无法打开。请重新保存后再上传。',
  },
  'too-many-pixels': {
    en: 'The picture is too large: at the most 25 million pixels, and 10,000 pixels a side. Make it smaller.',
    zh: '图片尺寸过大：总像素不得超过 2500 万，单边不得超过 10000 像素。请缩小后再上传。',
  },
  'moving': {
    en: 'Moving pictures are not shown: upload a still one.',
    zh: '不支持动态图片，请上传静态图片。',
  },
  'more-behind': {
    en: 'Behind the picture the file holds something else. Save the picture anew and upload it again.',
    zh: '图片数据之后还附有其他内容。请重新保存图片后再上传。',
  },
} as const satisfies Record<string, Required<LocalText>>;
export type Refusal = keyof typeof refusals;

/** A file is not what can be shown. */
export class Unfit extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** What the parts of a file say, before anything is decoded. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Where the picture ends in the file. */
  readonly end: number;
  /** What a camera has written about it. */
  readonly exif?: Buffer | undefined;
}

/** One type of picture. */
export interface PictureType {
  readonly contentType: string;
  /** Whether the file begins as such a picture does. */
  readonly begins: (bytes: Buffer) => boolean;
  /**
   * Reads the parts of the file from its beginning to the picture's end, and checks that they stand where they must.
   * @throws Unfit, or RangeError beyond the end of the file
   */
  readonly layout: (bytes: Buffer) => Layout;
  /** Decodes every pixel. @throws anything when that cannot be done */
  readonly decode: (bytes: Buffer, layout: Layout) => Pixels | Promise<Pixels>;
}

/** A picture that can be shown: what is stored, and how it is to be turned. */
export interface Picture {
  readonly pixels: Pixels;
  readonly orientation: Orientation;
}

/** The size of a picture as it is seen. */
export const sizeOf = ({ pixels: { width, height }, orientation }: Picture): { width: number; height: number } =>
  onItsSide(orientation) ? { width: height, height: width } : { width, height };

/**
 * Looks into a file that is said to be a picture: its type by its first bytes, its size by its parts, then every pixel.
 * A picture that would take too much memory is not decoded, whatever its compressed size; nor is one with anything behind
 * it but zeros, since a file that is two things at once is shown as one and opened as the other.
 * @returns the picture, or why it cannot be shown
 */
export const lookInto = async (
  bytes: Buffer,
  contentType: string,
  types: readonly PictureType[],
): Promise<Picture | Refusal> => {
  const type = types.find(({ begins }) => begins(bytes));
  if (!type) return 'no-picture';
  if (type.contentType !== contentType) return 'another-type';
  try {
    const layout = type.layout(bytes);
    const { width, height, end } = layout;
    if (width === 0 || height === 0 || end > bytes.length) return 'broken';
    if (width > maxSide || height > maxSide || width * height > maxPixels) return 'too-many-pixels';
    if (bytes.subarray(end).some((byte) => byte !== 0)) return 'more-behind';
    return { pixels: await type.decode(bytes, layout), orientation: orientationOf(layout.exif) };
  } catch (error) {
    // Whatever a decoder throws, it has not decoded the picture.
    return error instanceof Unfit ? error.refusal : 'broken';
  }
};
