import { useState } from 'preact/hooks';
import { useAsked } from '../asked.ts';
import { island } from '../island.tsx';
import { Once } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';
import { troubleIn, type Trouble } from '../trouble.ts';
import { askAsMe } from '../visit.ts';

/** Whether searches are ranked by somebody's habits, and what is known of them. The choice holds at once. */
const Habits = () => {
  const shop = useShop();
  const { w, locale } = shop;
  const asked = useAsked('GET /shop/v1/search/habits', { locale });
  const [said, say] = useState('');
  const [trouble, setTrouble] = useState<Trouble>();
  const turn = async (on: boolean): Promise<void> => {
    setTrouble(undefined);
    say('');
    try {
      await askAsMe('PUT /shop/v1/search/habits', { on });
      say(on ? w.habits.isOn : w.habits.isOff);
    } catch (error) {
      setTrouble(await troubleIn(error, shop));
    }
    await asked.again();
  };
  return (
    <section>
      <h2>{w.habits.title}</h2>
      <p class="soft">{w.habits.lead}</p>
      <Once of={asked} lines={2}>
        {({ on, categories, tags }) => {
          const known = [...categories.map(({ name }) => name), ...tags];
          return (
            <>
              <label class="tick">
                <input
                  type="checkbox"
                  name="habits"
                  checked={on}
                  onChange={(event) => void turn(event.currentTarget.checked)}
                />
                {w.habits.use}
              </label>
              {on && <p class="fine">{known.length > 0 ? w.habits.known(known) : w.habits.nothing}</p>}
            </>
          );
        }}
      </Once>
      <Told trouble={trouble} />
      <p class="said" role="status">{said}</p>
    </section>
  );
};

export default island('habits', Habits);
