/** Pictures of a listing, or of what came back: uploaded, checked, and in the order in which they are dragged. */
import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import { useEffect, useRef, useState } from 'react';
import { useParams } from 'react-router';
import type { Held } from './held.ts';
import { call } from '../session.ts';
import { mostPictureBytes, pictureTypes, sendPicture, type Door } from './send-picture.ts';
import { Upload } from './upload.tsx';
import { useWords } from '../words.tsx';
import { nameOf } from '../operations.ts';

const listing = 'GET /merchant/v1/listings/{listingId}' as const;

const PicturesInput = ({ value = [], onChange, door }: Held<readonly string[]> & { readonly door: Door }) => {
  const words = useWords();
  const [sent, sends] = useState<Readonly<Record<string, string>>>({});
  const [dragged, drags] = useState<number>();
  // Several files are sent one after the other: each is added to what the one before has left.
  const now = useRef(value);
  useEffect(() => {
    now.current = value;
  }, [value]);
  const become = (next: readonly string[]): void => {
    now.current = next;
    onChange?.(next);
  };
  const { listingId } = useParams();
  const { data: saved } = useQuery({
    queryKey: [listing, { listingId }],
    queryFn: () => call(listing, { listingId: listingId! }),
    enabled: listingId !== undefined,
    staleTime: Infinity,
  });
  const sourceOf = (imageId: string): string | undefined =>
    sent[imageId] ?? saved?.images.find((one) => one.imageId === imageId)?.picture.small;
  const move = (from: number, to: number): void => become(value.toSpliced(from, 1).toSpliced(to, 0, value[from]!));
  const run = async (file: File, told: (percent: number) => void): Promise<void> => {
    const imageId = await sendPicture(door, file, told);
    sends((before) => ({ ...before, [imageId]: URL.createObjectURL(file) }));
    become([...now.current, imageId]);
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
            <img src={sourceOf(imageId)} alt={`${i + 1}`} />
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
                onClick={() => become(value.toSpliced(i, 1))}
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
        accept={pictureTypes.join(',')}
        most={mostPictureBytes}
        run={run}
        several
        label={nameOf(door, words.locale)}
      />
    </Flex>
  );
};
export default PicturesInput;

interface PicturesProps {
  readonly images: readonly {
    readonly imageId: string;
    readonly picture: { readonly medium: string; readonly large: string };
  }[];
  /** What they show. */
  readonly of: string;
}

/** Pictures of one thing, side by side; each opens large. */
export const Pictures = ({ images, of }: PicturesProps) => {
  const words = useWords();
  const large = useRef<HTMLDialogElement>(null);
  const [at, goTo] = useState(0);
  return images.length > 0 && (
    <div className="pictures">
      {images.map(({ imageId, picture }, i) => (
        <button
          key={imageId}
          type="button"
          className="picture"
          onClick={() => {
            goTo(i);
            large.current?.showModal();
          }}
        >
          <img src={picture.medium} alt={`${of} ${i + 1}`} />
        </button>
      ))}
      <dialog ref={large} className="large" aria-label={`${of} ${at + 1}`}>
        <button type="button" className="plain" aria-label={words.kit.close} onClick={() => large.current?.close()}>
          ×
        </button>
        <img src={images[at]?.picture.large} alt={`${of} ${at + 1}`} />
      </dialog>
    </div>
  );
};
