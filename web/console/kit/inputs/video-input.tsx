/** The short video of a listing: uploaded, looked into, and only then taken. */
import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import { useState } from 'react';
import { useParams } from 'react-router';
import { maxVideoBytes } from '../../../../shared/catalogue/policy.ts';
import { Film } from './film.tsx';
import { nameOf } from '../operations.ts';
import { Told } from '../problem.tsx';
import { call } from '../session.ts';
import { useWords } from '../words.tsx';
import type { Held } from './held.ts';
import { digestOf, sendFile, Upload } from './upload.tsx';

const door = 'POST /merchant/v1/listing-videos' as const;
const listing = 'GET /merchant/v1/listings/{listingId}' as const;
const types = ['video/mp4', 'video/quicktime'] as const;

const VideoInput = ({ value, onChange }: Held<string>) => {
  const words = useWords();
  const [sent, sends] = useState<Readonly<Record<string, string>>>({});
  const { listingId } = useParams();
  const { data: saved } = useQuery({
    queryKey: [listing, { listingId }],
    queryFn: () => call(listing, { listingId: listingId! }),
    enabled: listingId !== undefined,
    staleTime: Infinity,
  });
  const address = value && (sent[value] ?? (saved?.video?.videoId === value ? saved.video.film : undefined));
  const run = async (file: File, told: (percent: number) => void): Promise<void> => {
    const contentType = types.find((type) => type === file.type) ?? 'video/mp4';
    const { videoId, upload } = await call(door, { contentType, sha256: await digestOf(file) });
    await sendFile(upload, file, told);
    const { film, refusal } = await call(`${door}/{videoId}/check`, { videoId });
    if (!film) throw new Told(({ locale, kit }) => refusal?.words[locale] ?? kit.notStored);
    sends((before) => ({ ...before, [videoId]: film }));
    onChange?.(videoId);
  };
  return (
    <Flex vertical gap={8}>
      {value && (
        <Flex gap={8} align="center">
          <Film of={address} />
          <Button type="text" danger onClick={() => onChange?.(undefined)}>{words.kit.remove}</Button>
        </Flex>
      )}
      <Upload accept={types.join(',')} most={maxVideoBytes} run={run} label={nameOf(door, words.locale)} />
    </Flex>
  );
};
export default VideoInput;
