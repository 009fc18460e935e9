import type { Answer, Input } from '../client.ts';
import { useCommands } from './commanding.ts';
import type { Trouble } from './trouble.ts';

export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const mostPictureBytes = 5 * 1024 * 1024;

/** For what a buyer uploads a picture: for goods that are made, or to show what is the matter with them. */
type Door = 'POST /shop/v1/option-pictures' | 'POST /shop/v1/return-photos';
type Checked = Answer<'POST /shop/v1/option-pictures/{imageId}/check'>;

interface Sending {
  readonly trouble: Trouble | undefined;
  /** What came of looking into it; `lost` on its way, nothing where `trouble` says why. */
  readonly send: (file: File) => Promise<Checked | 'lost' | undefined>;
}

/** Sends a picture: straight into the bucket, then looked into. */
export const useSending = (door: Door): Sending => {
  const { trouble, command } = useCommands();
  return {
    trouble,
    send: async (file) => {
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
      const asked: Input<Door> = {
        contentType: pictureTypes.find((type) => type === file.type) ?? 'image/jpeg',
        sha256: btoa(String.fromCharCode(...digest)),
      };
      const ticket = await command(door, asked) as Answer<Door> | undefined;
      if (!ticket) return undefined;
      const { imageId, upload: { url, fields } } = ticket;
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append('file', file);
      const stored = await fetch(url, { method: 'POST', body: form }).then(({ ok }) => ok, () => false);
      return stored ? command(`${door}/{imageId}/check`, { imageId }) : 'lost';
    },
  };
};
