/** Units of lines, to be chosen: how many of each go by themselves, or are given back. */
import App from 'antd/es/app';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Input from 'antd/es/input';
import InputNumber from 'antd/es/input-number';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { LocalText } from '../../../../shared/kernel/values/text.ts';
import { Consequence } from '../../kit/command.tsx';
import { nameOf, type Command } from '../../kit/operations.ts';
import { Failed } from '../../kit/problem.tsx';
import { Part, Table } from '../../kit/table.tsx';
import { useWords } from '../../kit/words.tsx';

/** A line with how many of its units there are to choose from. */
export interface Line {
  readonly lineId: string;
  readonly title: LocalText;
  readonly specText?: LocalText | undefined;
  readonly quantity: number;
}

interface Props {
  readonly of: Command;
  readonly lines: readonly Line[];
  /** Whether a reason is asked for. */
  readonly noted?: boolean;
  readonly send: (units: readonly { lineId: string; quantity: number }[], note: string) => Promise<unknown>;
  /** Where it goes then. */
  readonly then: string;
}

export const UnitsForm = ({ of, lines, noted = false, send, then }: Props): ReactNode => {
  const words = useWords();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [chosen, choose] = useState<Readonly<Record<string, number>>>({});
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, fails] = useState<unknown>();
  const units = lines.map(({ lineId }) => ({ lineId, quantity: chosen[lineId] ?? 0 })).filter(({ quantity }) =>
    quantity > 0
  );
  const go = async (): Promise<void> => {
    setBusy(true);
    fails(undefined);
    try {
      await send(units, note.trim());
      message.success(words.kit.done(nameOf(of, words.locale)));
      void navigate(then);
    } catch (problem) {
      fails(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Part>
      <Flex vertical gap={16}>
        <p>
          <Consequence of={of} />
        </p>
        <Table
          label={words.field('lines')}
          empty={words.kit.empty}
          rows={lines}
          columns={[
            {
              key: 'title',
              title: words.field('title'),
              cell: (line) => words.named(line),
            },
            { key: 'of', title: words.field('quantity'), number: true, cell: ({ quantity }) => quantity },
            {
              key: 'chosen',
              title: nameOf(of, words.locale),
              number: true,
              cell: ({ lineId, quantity, ...line }) => (
                <InputNumber
                  aria-label={`${nameOf(of, words.locale)}: ${words.named(line)}`}
                  min={0}
                  max={quantity}
                  precision={0}
                  value={chosen[lineId] ?? 0}
                  onChange={(value) => choose({ ...chosen, [lineId]: value ?? 0 })}
                />
              ),
            },
          ]}
        />
        {noted && (
          <label>
            {words.field('note')}
            <Input.TextArea
              id="note"
              rows={2}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
        )}
        {error !== undefined && <Failed error={error} />}
        <div>
          <Button
            type="primary"
            loading={busy}
            disabled={units.length === 0 || (noted && note.trim() === '')}
            onClick={go}
          >
            {nameOf(of, words.locale)}
          </Button>
        </div>
      </Flex>
    </Part>
  );
};
