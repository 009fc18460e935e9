import { useSending } from '../../kit/command.tsx';
import { nameOf, type Answer } from '../../kit/operations.ts';
import { command, detail } from '../../kit/screen.ts';
import { useWords } from '../../kit/words.tsx';
import { Walk } from '../parts/walk.tsx';

const confirm = 'POST /merchant/v1/pickings/{pickingId}/lines/{line}/confirmation' as const;
type Round = Answer<'GET /merchant/v1/pickings/{pickingId}'>;

/** Bin by bin: what is taken from there, for which order, and what the scanner reads. */
const Round = ({ pickingId, lines }: Round) => {
  const words = useWords();
  const sending = useSending(confirm);
  const stops = lines.flatMap((line, no) => (line.state === 'open' ? [{ ...line, no, note: line.orderId }] : []));
  return (
    <Walk
      stops={stops}
      name={nameOf(confirm, words.locale)}
      fewer={words.kit.restIsMissing}
      confirm={({ no, bin }, read) =>
        sending({ pickingId, line: no, code: read.code, quantity: read.quantity, ...(bin && { bin: read.bin }) })}
    />
  );
};

export default detail('GET /merchant/v1/pickings/{pickingId}', {
  above: (round) => (round.state === 'open' ? <Round {...round} /> : null),
  commands: [
    command('POST /merchant/v1/pickings/{pickingId}/closure', { when: ({ state }) => state === 'open', danger: true }),
  ],
});
