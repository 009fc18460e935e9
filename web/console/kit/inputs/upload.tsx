/** A file on its way into a bucket: straight there, by the form that an operation gave, with what has arrived so far. */
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Typography from 'antd/es/typography';
import { useRef, useState } from 'react';
import { sayProblem, Told } from '../problem.tsx';
import { useWords } from '../words.tsx';

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
    request.onload = () => (request.status < 300 ? resolve() : reject(new Told(({ kit }) => kit.notStored)));
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
  /** Whether more than one can be chosen at once. */
  readonly several?: true;
}

export const Upload = ({ accept, most, run, label, several }: Props) => {
  const words = useWords();
  const picker = useRef<HTMLInputElement>(null);
  const [percent, told] = useState<number>();
  const [said, say] = useState<{ text: string; failed: boolean }>();
  const take = async (files: readonly File[]): Promise<void> => {
    say(undefined);
    try {
      for (const file of several ? files : files.slice(0, 1)) {
        if (file.size > most) return say({ text: `${words.kit.tooLarge}: ${file.name}`, failed: true });
        told(0);
        await run(file, told);
        say({ text: `${words.kit.uploaded}: ${file.name}`, failed: false });
      }
    } catch (error) {
      say({ text: sayProblem(error, words), failed: true });
    } finally {
      told(undefined);
    }
  };
  return (
    <Flex
      className="drop"
      gap={8}
      align="center"
      wrap
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take([...event.dataTransfer.files]);
      }}
    >
      <input
        ref={picker}
        type="file"
        accept={accept}
        multiple={several === true}
        style={{ display: 'none' }}
        aria-label={label ?? words.kit.upload}
        onChange={({ target }) => {
          void take([...target.files ?? []]);
          target.value = '';
        }}
      />
      <Button loading={percent !== undefined} onClick={() => picker.current?.click()}>
        {label ?? words.kit.upload}
      </Button>
      {percent === undefined
        ? <Typography.Text type="secondary">{words.kit.drop}</Typography.Text>
        : <progress max={100} value={percent} aria-label={words.kit.uploading(percent)} />}
      <span role="status">
        {said && <Typography.Text {...(said.failed && { type: 'danger' })}>{said.text}</Typography.Text>}
      </span>
    </Flex>
  );
};
