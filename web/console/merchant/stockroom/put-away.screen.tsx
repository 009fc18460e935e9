import { useSending } from '../../kit/command.tsx';
import { nameOf, type Answer } from '../../kit/operations.ts';
import { command, detail } from '../../kit/screen.ts';
import { useWords } from '../../kit/words.tsx';
import { Walk } from '../parts/walk.tsx';

const confirm = 'POST /merchant/v1/put-aways/{putAwayId}/lines/{line}/confirmation' as const;
type Round = Answer<'GET /merchant/v1/put-aways/{putAwayId}'>;

/** Bin by bin: what is carried there, why there, and what the scanner reads. */
const Round = ({ putAwayId, state, lines }: Round) => {
  const words = useWords();
  const sending = useSending(confirm);
  const stops = lines.flatMap(({ quantity, done, because, ...line }, no) =>
    done < quantity
      ? [{ ...line, no, quantity: quantity - done, note: words.kit.whyThisBin[because](line.monthly) }]
      : []
  );
  return state === 'open'
    ? (
      <Walk
        stops={stops}
        name={nameOf(confirm, words.locale)}
        fewer={words.kit.restStaysLoose}
        confirm={({ no }, read) => sending({ putAwayId, line: no, ...read })}
      />
    )
    : null;
};

export default detail('GET /merchant/v1/put-aways/{putAwayId}', {
  above: (round) => <Round {...round} />,
  commands: [
    command('POST /merchant/v1/put-aways/{putAwayId}/closure', { when: ({ state }) => state === 'open', danger: true }),
  ],
});
