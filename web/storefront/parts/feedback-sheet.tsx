import { useEffect, useRef, useState } from 'preact/hooks';
import type { Input } from '../../client.ts';
import { useShop } from '../shop.ts';
import { troubleIn, type Trouble } from '../trouble.ts';
import { ask } from '../visit.ts';
import { Told } from './told.tsx';

const kinds = ['problem', 'idea', 'praise', 'question'] as const satisfies Input<'POST /shop/v1/feedback'>['kind'][];

interface FeedbackSheetProps {
  readonly page: string;
  /** How many times it was asked for: it opens at each, with what was typed before. */
  readonly opened: number;
}

/** Where somebody says what should be better about a page. Comes along when it is asked for. */
export const FeedbackSheet = ({ page, opened }: FeedbackSheetProps) => {
  const shop = useShop();
  const { w, locale } = shop;
  const dialog = useRef<HTMLDialogElement>(null);
  const [state, setState] = useState<'writing' | 'sending' | 'sent'>('writing');
  const [trouble, setTrouble] = useState<Trouble>();
  useEffect(() => dialog.current!.showModal(), [opened]);

  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const contact = String(given.get('contact') ?? '').trim();
    setState('sending');
    setTrouble(undefined);
    try {
      await ask('POST /shop/v1/feedback', {
        page: `/${locale}${page}`,
        kind: given.get('kind') as (typeof kinds)[number],
        text: String(given.get('text')),
        ...(contact && { contact }),
      });
      setState('sent');
    } catch (error) {
      setTrouble(await troubleIn(error, shop));
      setState('writing');
    }
  };

  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="feedback-title" onClose={() => setState('writing')}>
      <h2 id="feedback-title">{w.feedback.title}</h2>
      {state === 'sent'
        ? (
          <>
            <p role="status">{w.feedback.thanks}</p>
            <button type="button" class="button" onClick={() => dialog.current!.close()}>{w.feedback.close}</button>
          </>
        )
        : (
          <form onSubmit={send}>
            <label>
              {w.feedback.kind}
              <select name="kind">
                {kinds.map((kind) => <option value={kind}>{w.feedback.kinds[kind]}</option>)}
              </select>
            </label>
            <label>
              {w.feedback.text}
              <textarea name="text" rows={4} required maxLength={2000} />
            </label>
            <label>
              {w.feedback.contact}
              <input name="contact" maxLength={128} autoComplete="email" />
            </label>
            <Told trouble={trouble && { ...trouble, text: [trouble.text, ...Object.values(trouble.at)].join(' ') }} />
            <div class="row">
              <button class="button" disabled={state === 'sending'}>
                {state === 'sending' ? w.forms.wait : w.feedback.send}
              </button>
              <button type="button" class="button quiet" onClick={() => dialog.current!.close()}>
                {w.feedback.cancel}
              </button>
            </div>
          </form>
        )}
    </dialog>
  );
};
