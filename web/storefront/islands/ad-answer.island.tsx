import { useState } from 'preact/hooks';
import type { Input } from '../../client.ts';
import { Around, describedBy, Field, needed, Send, useForm } from '../form.tsx';
import { island } from '../island.tsx';
import { useShop } from '../shop.ts';
import { askAsMe } from '../visit.ts';

const reasons = ['prohibited', 'counterfeit', 'fraud', 'offensive', 'other'] as const;

/** Answers an ad, or says what is wrong with it. Who has not signed in is led to do so. */
const AdAnswer = ({ adId }: { readonly adId: string }) => {
  const { w } = useShop();
  const [said, say] = useState('');
  const answer = useForm({
    name: 'answer',
    rules: { text: needed, contact: needed },
    send: async ({ text = '', contact = '' }, key) => {
      await askAsMe('POST /shop/v1/ads/{adId}/answers', { adId, text, contact }, key);
      say(w.ads.sent);
    },
    kept: true,
  });
  const report = useForm({
    name: 'report',
    rules: {},
    send: async ({ reason }, key) => {
      const asked = { adId, reason } as Input<'POST /shop/v1/ads/{adId}/reports'>;
      await askAsMe('POST /shop/v1/ads/{adId}/reports', asked, key);
      say(w.ads.reported);
    },
  });
  return (
    <>
      <h2>{w.ads.answer}</h2>
      <p class="soft">{w.ads.answerLead}</p>
      <form {...answer.props} method="post">
        <Around form={answer} name="text" label={w.ads.text}>
          <textarea {...describedBy(answer, 'text', false)} rows={4} maxLength={1000} />
        </Around>
        <Field
          form={answer}
          name="contact"
          label={w.ads.contact}
          hint={w.ads.contactHint}
          autoComplete="off"
          maxLength={120}
        />
        <Send form={answer}>{w.ads.send}</Send>
      </form>
      <p class="said" role="status">{said}</p>
      <details>
        <summary class="way">{w.ads.report}</summary>
        <form {...report.props} method="post">
          <Around form={report} name="reason" label={w.ads.why}>
            <select {...describedBy(report, 'reason', false)}>
              {reasons.map((one) => <option value={one}>{w.ads.reasons[one]}</option>)}
            </select>
          </Around>
          <Send form={report}>{w.ads.report}</Send>
        </form>
      </details>
    </>
  );
};

export default island('ad-answer', AdAnswer);
