/** Pictures of a listing: uploaded, checked, and in the order in which they are dragged. */
import { useState } from 'react';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Image from 'antd/es/image';
import type { Held } from './held.ts';
import { call } from './session.ts';
import { digestOf, sendFile, Upload } from './upload.tsx';
import { useWords } from './words.tsx';
import { nameOf } from './operations.ts';

const fiveMegabytes = 5 * 1024 * 1024;
const types = ['image/jpeg', 'image/png', 'image/webp'] as const;

const PicturesInput = ({ value = [], onChange }: Held<readonly string[]>) => {
  const words = useWords();
  const [seen, sees] = useState<Readonly<Record<string, string>>>({});
  const [dragged, drags] = useState<number>();
  const move = (from: number, to: number): void => {
    const next = value.toSpliced(from, 1);
    onChange?.(next.toSpliced(to, 0, value[from]!));
  };
  const run = async (file: File, told: (percent: number) => void): Promise<void> => {
    const contentType = types.find((type) => type === file.type) ?? 'image/jpeg';
    const { imageId, upload } = await call('POST /merchant/v1/listing-images', {
      contentType,
      sha256: await digestOf(file),
    });
    await sendFile(upload, file, told);
    const checked = await call('POST /merchant/v1/listing-images/{imageId}/check', { imageId });
    if (checked.state === 'refused') throw new Error(checked.refusal?.words[words.locale]);
    sees({ ...seen, [imageId]: URL.createObjectURL(file) });
    onChange?.([...value, imageId]);
  };
  return (
    <Flex vertical gap={8}>
      <div className="pictures">
        {value.map((imageId, i) => (
          <figure
            key={imageId}
            draggable
            onDragStart={() => drags(i)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => dragged !== undefined && move(dragged, i)}
          >
            {seen[imageId]
              ? <img src={seen[imageId]} alt={`${i + 1}`} />
              : <div className="picture-known">{i + 1}</div>}
            <Flex justify="center" gap={4}>
              <Button
                size="small"
                type="text"
                disabled={i === 0}
                aria-label={`← ${i + 1}`}
                onClick={() => move(i, i - 1)}
              >
                ←
              </Button>
              <Button
                size="small"
                type="text"
                danger
                aria-label={`${words.kit.remove} ${i + 1}`}
                onClick={() => onChange?.(value.toSpliced(i, 1))}
              >
                ×
              </Button>
              <Button
                size="small"
                type="text"
                disabled={i === value.length - 1}
                aria-label={`→ ${i + 1}`}
                onClick={() => move(i, i + 1)}
              >
                →
              </Button>
            </Flex>
          </figure>
        ))}
      </div>
      <Upload
        accept={types.join(',')}
        most={fiveMegabytes}
        run={run}
        label={nameOf('POST /merchant/v1/listing-images', words.locale)}
      />
    </Flex>
  );
};
export default PicturesInput;

interface PicturesProps {
  readonly images: readonly { readonly imageId: string; readonly picture: { readonly medium: string } }[];
  /** What they show. */
  readonly of: string;
}

/** Pictures of one thing, side by side; each opens large. */
export const Pictures = ({ images, of }: PicturesProps) =>
  images.length > 0 && (
    <Image.PreviewGroup>
      <div className="pictures">
        {images.map(({ imageId, picture }, i) => (
          <Image
            key={imageId}
            src={picture.medium}
            width={140}
            height={140}
            style={{ objectFit: 'cover' }}
            alt={`${of} ${i + 1}`}
          />
        ))}
      </div>
    </Image.PreviewGroup>
  );
