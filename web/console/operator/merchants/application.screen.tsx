import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Input from 'antd/es/input';
import Segmented from 'antd/es/segmented';
import Space from 'antd/es/space';
import Tag from 'antd/es/tag';
import { useState } from 'react';
import { useSending } from '../../kit/command.tsx';
import { nameOf, described, type Answer } from '../../kit/operations.ts';
import { Failed } from '../../kit/problem.tsx';
import { command, detail } from '../../kit/screen.ts';
import { Shown } from '../../kit/show.tsx';
import { useWords } from '../../kit/words.tsx';
import { Part } from '../../kit/table.tsx';

type Application = Answer<'GET /operator/v1/applications/{merchantId}'>;
type Item = Application['progress'][number]['item'];
interface Judged {
  /** Nothing while it is not decided. */
  readonly passed?: boolean | undefined;
  readonly comment: string;
}

/** Each item beside its document, to be judged one by one; what was judged is sent together. */
const Review = ({ it }: { it: Application }) => {
  const words = useWords();
  const record = useSending('POST /operator/v1/applications/{merchantId}/findings');
  const [judged, judge] = useState<Partial<Record<Item, Judged>>>({});
  const [error, fails] = useState<unknown>();
  const [busy, works] = useState(false);
  const reviewing = it.state === 'in-review';
  const findings = it.progress.flatMap(({ item }) => {
    const { passed, comment = '' } = judged[item] ?? {};
    return passed === undefined ? [] : [{ item, passed, comment }];
  });
  const send = async (): Promise<void> => {
    works(true);
    fails(undefined);
    try {
      await record({ merchantId: it.merchantId, findings });
      judge({});
    } catch (problem) {
      fails(problem);
    } finally {
      works(false);
    }
  };
  const fields = described('GET /operator/v1/applications/{merchantId}').answer['items'];
  return (
    <Flex vertical gap={16}>
      <div className="side-by-side">
        {it.progress.map(({ item, heading, result, comment }) => {
          const mine = judged[item];
          const document = it.documents.find((one) => one.item === item);
          const change = (changes: Partial<Judged>): void =>
            judge({ ...judged, [item]: { comment: '', ...mine, ...changes } });
          const field = fields?.kind === 'group' ? fields.of[item] : undefined;
          return (
            <Part
              key={item}
              title={words.choice(item)}
              beside={
                <Space>
                  <Tag>{words.choice(heading)}</Tag>
                  <Shown name="result" field={{ kind: 'choice', of: [] }} value={result} />
                </Space>
              }
            >
              {document
                ? <iframe className="document" src={document.url} title={words.choice(item)} />
                : field && <Shown name={item} field={field} value={it.items[item]} />}
              {comment && <p>{comment}</p>}
              {reviewing && (
                <Flex vertical gap={8} style={{ marginTop: 12 }}>
                  <Segmented<string>
                    block
                    aria-label={words.field('result')}
                    value={mine?.passed === undefined ? 'open' : mine.passed ? 'pass' : 'fail'}
                    options={['pass', 'open', 'fail'].map((value) => ({ value, label: words.choice(value) }))}
                    onChange={(value) => change({ passed: value === 'open' ? undefined : value === 'pass' })}
                  />
                  {mine?.passed === false && (
                    <Input.TextArea
                      aria-label={words.field('comment')}
                      placeholder={words.field('comment')}
                      value={mine.comment}
                      maxLength={1000}
                      autoSize={{ minRows: 2 }}
                      onChange={({ target }) => change({ comment: target.value })}
                    />
                  )}
                </Flex>
              )}
            </Part>
          );
        })}
      </div>
      {error !== undefined && <Failed error={error} />}
      {reviewing && (
        <Button
          type="primary"
          disabled={findings.length === 0}
          loading={busy}
          onClick={send}
          style={{ alignSelf: 'start' }}
        >
          {nameOf('POST /operator/v1/applications/{merchantId}/findings', words.locale)} ({findings.length})
        </Button>
      )}
    </Flex>
  );
};

const allAre = (result: string) => ({ state, progress }: Application): boolean =>
  state === 'in-review'
  && (result === 'pass'
    ? progress.every((one) => one.result === 'pass')
    : progress.some((one) => one.result === 'fail'));

export default detail('GET /operator/v1/applications/{merchantId}', {
  fields: ['merchantId', 'state', 'round', 'submittedAt', 'openedAt', 'agreements', 'reason'],
  above: (it) => <Review it={it} />,
  commands: [
    command('POST /operator/v1/applications/{merchantId}/take', {
      when: ({ state }) => state === 'submitted',
      key: 't',
    }),
    command('POST /operator/v1/applications/{merchantId}/approve', { when: allAre('pass'), key: 'a' }),
    command('POST /operator/v1/applications/{merchantId}/supplement', { when: allAre('fail'), key: 's' }),
    command('POST /operator/v1/applications/{merchantId}/reject', {
      when: ({ state }) => state === 'in-review',
      danger: true,
      key: 'r',
    }),
  ],
});
