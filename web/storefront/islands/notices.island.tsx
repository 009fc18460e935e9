import { useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { useAsked } from '../asked.ts';
import { island } from '../island.tsx';
import { Once } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';
import { troubleIn, type Trouble } from '../trouble.ts';
import { askAsMe } from '../visit.ts';

type Preferences = Answer<'GET /shop/v1/notice-preferences'>;

const channels = ['mail', 'text', 'push'] as const;
type Channel = (typeof channels)[number];
type Category = keyof Preferences['reach'];

/** What reaches somebody where, and when nothing does. Each choice holds at once. */
const Notices = () => {
  const shop = useShop();
  const { w } = shop;
  const me = useAsked('GET /shop/v1/profile', {});
  const asked = useAsked('GET /shop/v1/notice-preferences', {});
  const [said, say] = useState('');
  const [trouble, setTrouble] = useState<Trouble>();
  return (
    <Once of={asked} lines={8}>
      {(preferences) => {
        const choose = async (next: Preferences): Promise<void> => {
          setTrouble(undefined);
          say('');
          // Shown at once, and taken back when it is refused.
          asked.know(next);
          try {
            const { reach, fixed, quietHours, locale } = next;
            const choices = Object.fromEntries(
              Object.entries(reach).filter(([one]) => !fixed.includes(one as Category)),
            );
            await askAsMe('PUT /shop/v1/notice-preferences', { choices, quietHours, locale });
            say(w.forms.saved);
          } catch (error) {
            asked.know(preferences);
            setTrouble(await troubleIn(error, shop));
          }
        };
        return (
          <>
            <p class="soft">{w.notices.lead}</p>
            {preferences.suppressed && (
              <p class="trouble" role="alert">{w.notices.suppressed[preferences.suppressed]}</p>
            )}
            <Reach preferences={preferences} roles={me.answer?.roles ?? []} choose={(next) => void choose(next)} />
            <Quiet preferences={preferences} choose={(next) => void choose(next)} />
            <Told trouble={trouble} />
            <p class="said" role="status">{said}</p>
          </>
        );
      }}
    </Once>
  );
};

interface ChosenProps {
  readonly preferences: Preferences;
  readonly choose: (next: Preferences) => void;
}

const Reach = ({ preferences, roles, choose }: ChosenProps & { readonly roles: readonly string[] }) => {
  const { w } = useShop();
  const { reach, fixed } = preferences;
  // Nobody is asked about work that is not his.
  const mine = (Object.keys(reach) as Category[]).filter((category) =>
    category === 'shop'
      ? roles.includes('merchant')
      : category === 'work'
      ? roles.some((role) => !['buyer', 'merchant'].includes(role))
      : true
  );
  const set = (category: Category, channel: Channel, on: boolean): void =>
    choose({ ...preferences, reach: { ...reach, [category]: { ...reach[category], [channel]: on } } });
  return (
    <table class="reach">
      <thead>
        <tr>
          <td />
          {channels.map((channel) => <th scope="col">{w.notices.channels[channel]}</th>)}
        </tr>
      </thead>
      <tbody>
        {mine.map((category) => (
          <tr key={category}>
            <th scope="row">
              {w.notices.categories[category]}
              {fixed.includes(category) && <small class="fine">{w.notices.fixed}</small>}
            </th>
            {channels.map((channel) => (
              <td>
                <label>
                  <input
                    type="checkbox"
                    aria-label={w.notices.about(w.notices.categories[category], w.notices.channels[channel])}
                    checked={reach[category][channel] ?? false}
                    disabled={fixed.includes(category)}
                    onChange={(event) => set(category, channel, event.currentTarget.checked)}
                  />
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Quiet = ({ preferences, choose }: ChosenProps) => {
  const { w } = useShop();
  const { quietHours, ...rest } = preferences;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const hours = quietHours ?? { from: '22:00', to: '08:00', zone };
  const change = (side: 'from' | 'to', value: string): void => {
    if (value !== '') choose({ ...rest, quietHours: { ...hours, [side]: value } });
  };
  return (
    <fieldset class="quiet-hours">
      <legend>{w.notices.quiet}</legend>
      <label class="tick">
        <input
          type="checkbox"
          checked={quietHours !== undefined}
          onChange={(event) => choose(event.currentTarget.checked ? { ...rest, quietHours: hours } : rest)}
        />
        {w.notices.quietLead}
      </label>
      {quietHours && (
        <div class="pair">
          {(['from', 'to'] as const).map((side) => (
            <label>
              {w.notices[side]}
              <input type="time" value={hours[side]} onChange={(event) => change(side, event.currentTarget.value)} />
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
};

export default island('notices', Notices);
