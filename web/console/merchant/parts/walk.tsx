/** A list that is walked with a scanner, or on a phone: one line at a time, what it wants and what was read. */
import Alert from 'antd/es/alert';
import Button from 'antd/es/button';
import Flex from 'antd/es/flex';
import Input from 'antd/es/input';
import InputNumber from 'antd/es/input-number';
import { useState } from 'react';
import type { LocalText } from '../../../../shared/kernel/values/text.ts';
import { Failed } from '../../kit/problem.tsx';
import { Part } from '../../kit/table.tsx';
import { useWords } from '../../kit/words.tsx';

/** What is wanted at the next stop. */
export interface Stop {
  readonly no: number;
  readonly bin?: string | undefined;
  readonly code: string;
  readonly title?: LocalText | undefined;
  readonly quantity: number;
  /** Why there, or for which order. */
  readonly note: string;
}

/** What was read there. */
export interface Reading {
  readonly bin: string;
  readonly code: string;
  readonly quantity: number;
}

interface Props {
  readonly stops: readonly Stop[];
  readonly name: string;
  /** What it means when fewer are entered than are wanted. */
  readonly fewer: string;
  readonly confirm: (stop: Stop, read: Reading) => Promise<unknown>;
}

export const Walk = ({ stops: [stop, ...rest], ...props }: Props) =>
  stop ? <AtStop key={`${stop.no} ${stop.quantity}`} stop={stop} left={rest.length} {...props} /> : null;

const AtStop = (
  { stop, left, name, fewer, confirm }: Omit<Props, 'stops'> & { readonly stop: Stop; readonly left: number },
) => {
  const words = useWords();
  const [bin, setBin] = useState('');
  const [code, setCode] = useState('');
  const [quantity, setQuantity] = useState(stop.quantity);
  const [error, fails] = useState<unknown>();
  const [busy, works] = useState(false);
  const done = async (): Promise<void> => {
    fails(undefined);
    works(true);
    try {
      await confirm(stop, { bin: bin.trim().toUpperCase(), code: code.trim(), quantity });
    } catch (problem) {
      fails(problem);
    }
    works(false);
  };
  return (
    <Part>
      <Flex vertical gap={12}>
        <Flex vertical>
          <strong style={{ fontSize: 32, lineHeight: 1.2 }}>{stop.bin ?? words.kit.noBin}</strong>
          <span style={{ fontSize: 20 }}>{`${stop.quantity} × ${words.named(stop)}`}</span>
          <span>{`${stop.code} · ${stop.note}`}</span>
          <span>{words.kit.stopsLeft(left)}</span>
        </Flex>
        <label>
          {words.field('bin')}
          <Input
            id="bin"
            size="large"
            autoFocus
            autoComplete="off"
            autoCapitalize="characters"
            value={bin}
            onChange={(event) => setBin(event.target.value)}
          />
        </label>
        <label>
          {words.field('code')}
          <Input
            id="code"
            size="large"
            autoComplete="off"
            value={code}
            onChange={(event) => setCode(event.target.value)}
            onPressEnter={done}
          />
        </label>
        <label>
          {words.field('quantity')}
          <InputNumber
            id="quantity"
            size="large"
            inputMode="numeric"
            min={0}
            max={stop.quantity}
            precision={0}
            value={quantity}
            onChange={(units) => setQuantity(units ?? 0)}
            style={{ width: '100%' }}
          />
        </label>
        {quantity < stop.quantity && <Alert type="warning" showIcon title={fewer} />}
        {error !== undefined && <Failed error={error} />}
        <Button type="primary" size="large" block loading={busy} disabled={!code} onClick={done}>{name}</Button>
      </Flex>
    </Part>
  );
};
