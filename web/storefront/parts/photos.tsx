import { useState } from 'preact/hooks';
import { mostPictureBytes, pictureTypes, useSending } from '../sending.ts';
import { useShop } from '../shop.ts';
import { Told } from './told.tsx';

interface PhotosFieldProps {
  readonly most: number;
  readonly photos: readonly string[];
  readonly become: (photos: readonly string[]) => void;
}

/** Pictures that go along with what a buyer says: each is sent when it is chosen. */
export const PhotosField = ({ most, photos, become }: PhotosFieldProps) => {
  const { w, locale } = useShop();
  const { trouble, send } = useSending('POST /shop/v1/return-photos');
  const [said, say] = useState<string>();
  const take = async (field: HTMLInputElement): Promise<void> => {
    const chosen = [...field.files ?? []].slice(0, most - photos.length);
    field.setCustomValidity(chosen.some(({ size }) => size > mostPictureBytes) ? w.returns.photosHint : '');
    if (!field.reportValidity()) return;
    const sent = [...photos];
    for (const file of chosen) {
      say(w.forms.wait);
      const came = await send(file);
      if (came === 'lost' || !came) {
        say(came && w.forms.broken);
        break;
      }
      if (came.state === 'refused') {
        say(came.refusal?.words[locale]);
        break;
      }
      sent.push(came.imageId);
      become([...sent]);
      say(undefined);
    }
    field.value = '';
  };
  return (
    <div class="field">
      <label>
        {w.returns.photos} <small>({w.forms.optional})</small>
        <input
          type="file"
          multiple
          accept={pictureTypes.join()}
          disabled={photos.length >= most}
          onChange={({ currentTarget }) => void take(currentTarget)}
        />
      </label>
      <p class="hint" role="status">
        {said ?? (photos.length > 0 ? w.returns.photosSent(photos.length) : w.returns.photosHint)}{' '}
        {photos.length > 0 && (
          <button type="button" class="link" onClick={() => become([])}>{w.returns.noPhotos}</button>
        )}
      </p>
      <Told trouble={trouble} />
    </div>
  );
};
