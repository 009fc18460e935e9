/** A file on its way into a bucket: straight there, by the form that an operation gave, with what has arrived so far. */
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Progress from 'antd/es/progress';
import Typography from 'antd/es/typography';
import { useRef, useState } from 'react';
import { sayProblem } from './problem.tsx';
import { useWords } from './words.tsx';

/** Where and how a file is sent, as the API answers it. */
export interface Ticket {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** The SHA-256 of a file, as the bucket checks it. */
export const digestOf = async (file: File): Promise<string> =>
  btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))));

/** Sends a file. @param told of the share that has arrived, 0 to 100 */
export const sendFile = ({ url, fields }: Ticket, file: File, told: (percent: number) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file);
    // fetch does not tell how much has been sent.
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.upload.onprogress = ({ loaded, total }) => told(Math.round((loaded / total) * 100));
    request.onload = () => (request.status < 300 ? resolve() : reject(new Error(request.responseText)));
    request.onerror = () => reject(new Error('unreachable'));
    request.send(form);
  });

interface Props {
  readonly accept: string;
  /** Bytes. */
  readonly most: number;
  /** Asks for a ticket, sends by it, and does what follows. */
  readonly run: (file: File, told: (percent: number) => void) => Promise<void>;
  readonly label?: string;
}

export const Upload = ({ accept, most, run, label }: Props) => {
  const words = useWords();
  const picker = useRef<HTMLInputElement>(null);
  const [percent, told] = useState<number>();
  const [said, say] = useState<{ text: string; failed: boolean }>();
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    if (file.size > most) return say({ text: words.kit.tooLarge, failed: true });
    say(undefined);
    told(0);
    try {
      await run(file, told);
      say({ text: `${words.kit.uploaded}: ${file.name}`, failed: false });
    } catch (error) {
      say({ text: sayProblem(error, words), failed: true });
    } finally {
      told(undefined);
    }
  };
  return (
    <Flex
      gap={8}
      align="center"
      wrap
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files[0]);
      }}
    >
      <input
        ref={picker}
        type="file"
        accept={accept}
        hidden
        aria-label={label ?? words.kit.upload}
        onChange={({ target }) => {
          void take(target.files?.[0]);
          target.value = '';
        }}
      />
      <Button loading={percent !== undefined} onClick={() => picker.current?.click()}>
        {label ?? words.kit.upload}
      </Button>
      {percent !== undefined && (
        <Progress percent={percent} size="small" style={{ width: 160 }} aria-label={words.kit.uploading(percent)} />
      )}
      <span role="status">
        {said && <Typography.Text type={said.failed ? 'danger' : 'success'}>{said.text}</Typography.Text>}
      </span>
    </Flex>
  );
};
