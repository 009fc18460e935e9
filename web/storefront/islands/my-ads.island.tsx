import { useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { useAsked } from '../asked.ts';
import { useCommands } from '../commanding.ts';
import { island } from '../island.tsx';
import { PlaceAd } from '../parts/place-ad.tsx';
import { Once } from '../parts/own.tsx';
import { Told } from '../parts/told.tsx';
import { useShop } from '../shop.ts';

type Ad = Answer<'GET /shop/v1/my-ads'>['items'][number];

/** One's own ads, what was answered to them, and what one has answered to others. */
const MyAds = () => {
  const { w } = useShop();
  const mine = useAsked('GET /shop/v1/my-ads', { limit: 50 });
  const answered = useAsked('GET /shop/v1/ad-answers', { limit: 50 });
  return (
    <>
      <PlaceAd placed={mine.again} />
      <h2>{w.ads.mine}</h2>
      <Once of={mine}>
        {({ items }) =>
          items.length === 0
            ? <p class="soft">{w.ads.none}</p>
            : (
              <ul class="plain">
                {items.map((ad) => <Own key={ad.adId} ad={ad} again={mine.again} />)}
              </ul>
            )}
      </Once>
      <h2>{w.ads.answered}</h2>
      <Once of={answered}>
        {({ items }) =>
          items.length === 0
            ? <p class="soft">{w.ads.none}</p>
            : (
              <ul class="plain">
                {items.map(({ answerId, title, text, state, contact }) => (
                  <li class="panel" key={answerId}>
                    <p>
                      <strong>{title}</strong> <span class="fine">{w.ads.decided[state]}</span>
                    </p>
                    <p class="as-typed">{text}</p>
                    {contact && <p>{w.ads.reach(contact)}</p>}
                  </li>
                ))}
              </ul>
            )}
      </Once>
    </>
  );
};

interface OwnProps {
  readonly ad: Ad;
  readonly again: () => Promise<void>;
}

const Own = ({ ad: { adId, title, state, comment, expiresAt }, again }: OwnProps) => {
  const { w, to, day } = useShop();
  const { busy, trouble, command } = useCommands();
  const close = async (): Promise<void> => {
    if (await command('POST /shop/v1/my-ads/{adId}/closing', { adId })) await again();
  };
  return (
    <li class="panel">
      <p>
        {state === 'shown' ? <a class="way" href={to(`/ads/${adId}`)}>{title}</a> : <strong>{title}</strong>}{' '}
        <span class="fine">{w.ads.states[state]} {state === 'shown' && expiresAt && w.ads.until(day(expiresAt))}</span>
      </p>
      {comment && (state === 'rejected' || state === 'removed') && <p class="as-typed">{comment}</p>}
      {(state === 'shown' || state === 'in-review') && (
        <button
          type="button"
          class="button quiet"
          disabled={busy}
          onClick={() => void close()}
        >
          {w.ads.close}
        </button>
      )}
      <Told trouble={trouble} />
      <Answers adId={adId} />
    </li>
  );
};

/** What people have answered to an ad; how they are reached, one sees once one agrees that they see the same. */
const Answers = ({ adId }: { readonly adId: string }) => {
  const { w } = useShop();
  const asked = useAsked('GET /shop/v1/my-ads/{adId}/answers', { adId, limit: 50 });
  const { busy, trouble, command } = useCommands();
  const [contact, setContact] = useState('');
  const decide = async (answerId: string, agreed: boolean): Promise<void> => {
    const decision = { answerId, ...(agreed && { contact }) };
    if (await command('POST /shop/v1/ad-answers/{answerId}/decision', decision)) await asked.again();
  };
  return (
    <Once of={asked} lines={1}>
      {({ items }) => (
        <details>
          <summary class="way">{w.ads.answers}: {items.length}</summary>
          {items.length === 0 && <p class="soft">{w.ads.noAnswers}</p>}
          {items.map(({ answerId, text, state, contact: theirs }) => (
            <div key={answerId}>
              <p class="as-typed">{text}</p>
              <p class="fine">{w.ads.decided[state]}</p>
              {theirs && <p>{w.ads.reach(theirs)}</p>}
              {state === 'open' && (
                <form
                  onSubmit={(event) => {
                    event.preventDefault();
                    void decide(answerId, true);
                  }}
                >
                  <label>
                    {w.ads.contact}
                    <input
                      type="text"
                      required
                      minLength={3}
                      maxLength={120}
                      value={contact}
                      onInput={(event) => setContact(event.currentTarget.value)}
                    />
                  </label>
                  <div class="row">
                    <button class="button" disabled={busy}>{w.ads.agree}</button>
                    <button
                      type="button"
                      class="button quiet"
                      disabled={busy}
                      onClick={() => void decide(answerId, false)}
                    >
                      {w.ads.decline}
                    </button>
                  </div>
                </form>
              )}
            </div>
          ))}
          <Told trouble={trouble} />
        </details>
      )}
    </Once>
  );
};

export default island('my-ads', MyAds);
