/** A picture on its way to where anyone may see it: uploaded, looked into, and only then taken. */
import type { Answer, Input } from '../operations.ts';
import { Told } from '../problem.tsx';
import { call } from '../session.ts';
import { digestOf, sendFile } from './upload.tsx';

/** What is taken, and how many bytes of it. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const mostPictureBytes = 5 * 1024 * 1024;

/** For what a picture is uploaded: a shop shows its goods, or what is the matter with those that came back; the platform its home page. */
export type Door =
  | 'POST /merchant/v1/listing-images'
  | 'POST /merchant/v1/return-photos'
  | 'POST /operator/v1/front-images';

/** Sends a picture. Returns its id. @throws Told with why it cannot be shown */
export const sendPicture = async (door: Door, file: File, told: (percent: number) => void): Promise<string> => {
  const contentType = pictureTypes.find((type) => type === file.type) ?? 'image/jpeg';
  const asked: Input<Door> = { contentType, sha256: await digestOf(file) };
  const { imageId, upload } = await call(door, asked) as Answer<Door>;
  await sendFile(upload, file, told);
  const checked = await call(`${door}/{imageId}/check`, { imageId });
  if (checked.state === 'refused') {
    throw new Told(({ locale, kit }) => checked.refusal?.words[locale] ?? kit.notStored);
  }
  return imageId;
};
