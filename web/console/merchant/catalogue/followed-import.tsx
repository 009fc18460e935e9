import { useQuery } from '@tanstack/react-query';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Progress from 'antd/es/progress';
import { lazy, Suspense, useState } from 'react';
import { useSending } from '../../kit/command.tsx';
import { described, nameOf } from '../../kit/operations.ts';
import { Failed } from '../../kit/problem.tsx';
import { call } from '../../kit/session.ts';
import { Together } from '../../kit/show.tsx';
import { Part } from '../../kit/table.tsx';
import { useWords } from '../../kit/words.tsx';

const Report = lazy(() => import('./product-file.tsx').then((all) => ({ default: all.Report })));

interface FollowedProps {
  readonly importId: string;
  /** Asks how far it is. */
  readonly show: 'GET /merchant/v1/product-imports/{importId}';
  readonly apply: 'POST /merchant/v1/product-imports/{importId}/apply';
  readonly again: () => void;
}

/** An import as it runs; what a preview has shown can be applied from here. */
export const FollowedImport = ({ importId, show, apply, again }: FollowedProps) => {
  const words = useWords();
  const { data, error, refetch } = useQuery({
    queryKey: [show, importId],
    queryFn: () => call(show, { importId }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 1500 : false),
  });
  const applying = useSending(apply);
  const [refused, refuses] = useState<unknown>();
  const applied = async (): Promise<void> => {
    refuses(undefined);
    try {
      await applying({ importId });
      await refetch();
    } catch (problem) {
      refuses(problem);
    }
  };
  if (error) return <Failed error={error} retry={() => refetch()} />;
  return (
    <Part>
      {data && (
        <Flex vertical gap={12} align="start">
          {data.state === 'running' && (
            <Progress
              percent={data.total ? Math.floor((data.counts.rows / data.total) * 100) : 0}
              status="active"
              aria-label={words.choice('running')}
            />
          )}
          <Together fields={described(show).answer} value={data} />
          {refused !== undefined && <Failed error={refused} />}
          {data.state === 'previewed' && (
            <Button type="primary" onClick={applied}>{nameOf(apply, words.locale)}</Button>
          )}
          <Suspense>{data.reportUrl && <Report url={data.reportUrl} />}</Suspense>
          {data.state !== 'running' && <Button onClick={again}>{words.kit.anotherFile}</Button>}
        </Flex>
      )}
    </Part>
  );
};
