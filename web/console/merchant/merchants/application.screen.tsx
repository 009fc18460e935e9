import { useQuery } from '@tanstack/react-query';
import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Checkbox from 'antd/es/checkbox';
import Flex from 'antd/es/flex';
import Skeleton from 'antd/es/skeleton';
import Tag from 'antd/es/tag';
import Typography from 'antd/es/typography';
import { useState } from 'react';
import { CommandButton, Consequence, useSending } from '../../kit/command.tsx';
import { nameOf, described, type Answer } from '../../kit/operations.ts';
import { Failed } from '../../kit/problem.tsx';
import { command, free } from '../../kit/screen.ts';
import { call } from '../../kit/session.ts';
import { Rows, Shown } from '../../kit/show.tsx';
import { Stages } from '../../kit/stages.tsx';
import { digestOf, sendFile, Upload } from '../../kit/inputs/upload.tsx';
import { useWords } from '../../kit/words.tsx';
import { Part } from '../../kit/table.tsx';

const own = 'GET /merchant/v1/application' as const;
const timeline = 'GET /merchant/v1/application/timeline' as const;
const agreements = 'GET /merchant/v1/agreements' as const;
const attach = 'PUT /merchant/v1/application/documents/{item}' as const;
const accept = 'POST /merchant/v1/application/agreements' as const;
type Application = Answer<typeof own>;

const papers = ['businessLicence', 'organisationCode', 'taxRegistration'] as const;
type Paper = (typeof papers)[number];
const isPaper = (item: string): item is Paper => (papers as readonly string[]).includes(item);
type Stated = Exclude<Application['progress'][number]['item'], Paper>;
const tenMegabytes = 10 * 1024 * 1024;

/** The way to a shop: agreements, statements, papers, review; each item with what the reviewer has said of it. */
const OwnApplication = () => {
  const words = useWords();
  const { data: it, error, refetch } = useQuery({ queryKey: [own, {}], queryFn: () => call(own, {}) });
  if (error) return <Failed error={error} retry={() => refetch()} />;
  if (!it) return <Skeleton active />;
  const written = it.state === 'draft' || it.state === 'supplement-asked';
  const stages: Application['state'][] = [
    it.state === 'supplement-asked' ? it.state : 'draft',
    'submitted',
    'in-review',
    it.state === 'rejected' ? it.state : 'approved',
  ];
  return (
    <Flex vertical gap={16}>
      <Stages
        stages={stages.map((stage) => words.choice(stage))}
        at={stages.indexOf(it.state)}
        failed={it.state === 'rejected' || it.state === 'supplement-asked'}
      />
      {it.reason && <Alert type="error" showIcon title={it.reason} />}
      {written && it.missingAgreements.length > 0 && <Agreements missing={it.missingAgreements} />}
      <div className="side-by-side">
        {it.progress.map((one) => <Item key={one.item} it={it} one={one} written={written} />)}
      </div>
      {written && (
        <Flex gap={12} align="center" wrap>
          <CommandButton
            spec={command<Application, 'POST /merchant/v1/application/submit'>(
              'POST /merchant/v1/application/submit',
              {},
            )}
            it={it}
            params={{}}
            type="primary"
          />
          {it.missing.length > 0 && (
            <Typography.Text type="secondary">
              {words.field('missing')}: {it.missing.map((item) => words.choice(item)).join(', ')}
            </Typography.Text>
          )}
        </Flex>
      )}
      <Timeline />
    </Flex>
  );
};

const Item = (
  { it, one: { item, result, comment, supplied }, written }: {
    it: Application;
    one: Application['progress'][number];
    written: boolean;
  },
) => {
  const words = useWords();
  const field = described(own).answer['items'];
  const open = written && result !== 'pass';
  return (
    <Part
      title={words.choice(item)}
      beside={supplied
        ? <Shown name="result" field={{ kind: 'choice', of: [] }} value={result} />
        : <Tag color="gold">{words.choice('missing')}</Tag>}
    >
      <Flex vertical gap={12}>
        {comment && <Alert type={result === 'fail' ? 'error' : 'info'} showIcon title={comment} />}
        {isPaper(item)
          ? open ? <PaperUpload item={item} /> : <Typography.Text>{supplied ? words.kit.uploaded : ''}</Typography.Text>
          : (
            <>
              {supplied && field?.kind === 'group' && (
                <Shown name={item} field={field.of[item]!} value={it.items[item]} />
              )}
              {open && <Writing item={item} it={it} />}
            </>
          )}
      </Flex>
    </Part>
  );
};

/** One item alone. */
const Writing = ({ item, it }: { item: Stated; it: Application }) => (
  <CommandButton
    size="small"
    spec={command('PATCH /merchant/v1/application', {
      asks: [item],
      start: ({ items }: Application) => ({ [item]: items[item] }),
    })}
    it={it}
    params={{}}
  />
);

const PaperUpload = ({ item }: { item: Paper }) => {
  const attaching = useSending(attach);
  return (
    <Upload
      accept="application/pdf,image/jpeg,image/png"
      most={tenMegabytes}
      run={async (file, told) => {
        const contentType = file.type as 'application/pdf' | 'image/jpeg' | 'image/png';
        const { documentId, upload } = await call('POST /merchant/v1/application/documents', {
          item,
          contentType,
          sha256: await digestOf(file),
        });
        await sendFile(upload, file, told);
        await attaching({ item, documentId });
      }}
    />
  );
};

const Agreements = ({ missing }: { missing: Application['missingAgreements'] }) => {
  const words = useWords();
  const { data } = useQuery({ queryKey: [agreements, {}], queryFn: () => call(agreements, {}) });
  const accepting = useSending(accept);
  const [read, reads] = useState(false);
  const [error, fails] = useState<unknown>();
  const some = data?.items.filter(({ kind }) => missing.includes(kind)) ?? [];
  return (
    <Part title={words.field('agreements')}>
      <Flex vertical gap={12} align="start">
        {some.map(({ kind, version, title, text }) => (
          <details key={kind}>
            <summary>{words.local(title)} ({version})</summary>
            <Typography.Paragraph style={{ whiteSpace: 'pre-wrap' }}>{words.local(text)}</Typography.Paragraph>
          </details>
        ))}
        <Checkbox checked={read} onChange={({ target }) => reads(target.checked)}>
          <Consequence of={accept} />
        </Checkbox>
        {error !== undefined && <Failed error={error} />}
        <Button
          disabled={!read}
          onClick={() => accepting({ agreements: some.map(({ kind, version }) => ({ kind, version })) }).catch(fails)}
        >
          {nameOf(accept, words.locale)}
        </Button>
      </Flex>
    </Part>
  );
};

const Timeline = () => {
  const words = useWords();
  const { data } = useQuery({ queryKey: [timeline, {}], queryFn: () => call(timeline, {}) });
  const field = described(timeline).answer['items'];
  if (!data?.items.length || field?.kind !== 'list' || field.of.kind !== 'group') return null;
  return (
    <Part title={words.field('timeline')}>
      <Rows name="timeline" fields={field.of.of} rows={data.items} />
    </Part>
  );
};

export default free(OwnApplication);
