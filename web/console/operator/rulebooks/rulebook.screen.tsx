import { command, detail } from '../../kit/screen.ts';
import { Rules, rulesOf } from './rules.tsx';

export default detail('GET /operator/v1/rulebooks/{rulebook}', {
  fields: ['summary', 'latest', 'propose', 'approve'],
  above: (it) => <Rules {...it} />,
  commands: [command('POST /operator/v1/rulebooks/{rulebook}/proposals', {
    when: ({ propose }, { roles }) => propose.some((role) => roles.includes(role)),
    with: ({ latest }) => ({ basedOn: latest }),
    shaped: ({ rulebook }) => ({ value: { kind: 'group', of: rulesOf(rulebook) } }),
    start: ({ current }) => ({ value: current.value }),
  })],
  related: ['GET /operator/v1/rulebooks/{rulebook}/versions'],
});
