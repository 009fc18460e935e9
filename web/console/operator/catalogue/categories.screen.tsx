import { useQuery } from '@tanstack/react-query';
import App from 'antd/es/app';
import Flex from 'antd/es/flex';
import Skeleton from 'antd/es/skeleton';
import Tree from 'antd/es/tree';
import { useState } from 'react';
import { CommandButton, Consequence, useSending } from '../../kit/command.tsx';
import { useCategories, type Node } from '../../kit/known.ts';
import { nameOf, mayCall, described } from '../../kit/operations.ts';
import { Failed, sayProblem } from '../../kit/problem.tsx';
import { command, free } from '../../kit/screen.ts';
import { call, useSession } from '../../kit/session.ts';
import { Together } from '../../kit/show.tsx';
import { useWords } from '../../kit/words.tsx';
import { Part } from '../../kit/table.tsx';

const add = command<object, 'POST /operator/v1/categories'>('POST /operator/v1/categories', {});
const of = 'GET /operator/v1/categories/{categoryId}' as const;
const move = 'PUT /operator/v1/categories/{categoryId}/parent' as const;

/** The tree; a category that is dragged onto another moves below it, after a question. */
const Categories = () => {
  const words = useWords();
  const { modal, message } = App.useApp();
  const { profile } = useSession();
  const tree = useCategories();
  const [chosen, choose] = useState<string>();
  const moving = useSending(move);
  const mayMove = mayCall(move, profile?.roles ?? []);
  const drop = (categoryId: string, parentId: string | undefined): void => {
    modal.confirm({
      title: nameOf(move, words.locale),
      content: <Consequence of={move} />,
      okText: words.kit.confirm,
      cancelText: words.kit.cancel,
      onOk: () => moving({ categoryId, parentId }).catch((error: unknown) => message.error(sayProblem(error, words))),
    });
  };
  return (
    <Flex vertical gap={16}>
      {mayCall(add.of, profile?.roles ?? []) && (
        <div>
          <CommandButton spec={add} it={{ parentId: chosen }} params={{}} type="primary" />
        </div>
      )}
      <div className="side-by-side">
        <Part>
          <Tree<Node>
            treeData={[...tree]}
            draggable={mayMove}
            blockNode
            onSelect={([key]) => choose(key as string | undefined)}
            onDrop={({ dragNode, node, dropToGap }) => drop(dragNode.value, dropToGap ? undefined : node.value)}
          />
        </Part>
        {chosen && <Chosen categoryId={chosen} />}
      </div>
    </Flex>
  );
};

const Chosen = ({ categoryId }: { categoryId: string }) => {
  const { profile } = useSession();
  const { data, error, refetch } = useQuery({ queryKey: [of, categoryId], queryFn: () => call(of, { categoryId }) });
  if (error) return <Failed error={error} retry={() => refetch()} />;
  if (!data) return <Skeleton active />;
  const commands = [
    command('PATCH /operator/v1/categories/{categoryId}', {
      start: ({ name, attributes }: typeof data) => ({ name, attributes }),
    }),
    command<typeof data, 'POST /operator/v1/categories/{categoryId}/rates'>(
      'POST /operator/v1/categories/{categoryId}/rates',
      {},
    ),
    command<typeof data, 'POST /operator/v1/categories/{categoryId}/archive'>(
      'POST /operator/v1/categories/{categoryId}/archive',
      { danger: true },
    ),
  ].filter((one) => mayCall(one.of, profile?.roles ?? []));
  return (
    <Part>
      <Flex vertical gap={16}>
        <Flex gap={8} wrap>
          {commands.map((spec) => <CommandButton key={spec.of} spec={spec} it={data} params={{ categoryId }} />)}
        </Flex>
        <Together fields={described(of).answer} value={data} />
      </Flex>
    </Part>
  );
};

export default free(Categories);
