/** What the checks before a review find in a listing as it stands in its form. */
import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Form from 'antd/es/form';
import { useState } from 'react';
import { useSending } from '../../kit/command.tsx';
import { entered } from '../../kit/entered.ts';
import { showFaults } from '../../kit/form.tsx';
import { described, type Answer, type Input } from '../../kit/operations.ts';
import { problemOf } from '../../kit/problem.tsx';
import { Shown } from '../../kit/show.tsx';
import { Part } from '../../kit/table.tsx';
import { useWords } from '../../kit/words.tsx';

const checking = 'POST /merchant/v1/listing-checks' as const;
const shown = ['checks', 'keywords'] as const;
const fields = described('GET /merchant/v1/listings/{listingId}').answer;

export const CheckListing = () => {
  const words = useWords();
  const form = Form.useFormInstance<Input<typeof checking>>();
  const send = useSending(checking);
  const [found, finds] = useState<Answer<typeof checking>>();
  const [problem, fails] = useState<string>();
  const [busy, works] = useState(false);
  const check = async (): Promise<void> => {
    works(true);
    fails(undefined);
    try {
      finds(await send(entered(form.getFieldsValue(), described(checking).input) as Input<typeof checking>));
    } catch (error) {
      const said = showFaults(form, error, words);
      fails(problemOf(error) ? said : words.kit.lost);
    } finally {
      works(false);
    }
  };
  return (
    <Part title={words.kit.checks} beside={<Button onClick={check} loading={busy}>{words.kit.check}</Button>}>
      <Flex vertical gap={16} role="status">
        {problem && <Alert type="error" showIcon title={problem} />}
        {found && found.checks.length === 0 && <Alert type="success" showIcon title={words.kit.nothingFound} />}
        {found
          && shown.filter((name) => found[name].length > 0).map((name) => (
            <Shown key={name} name={name} field={fields[name]!} value={found[name]} />
          ))}
      </Flex>
    </Part>
  );
};
