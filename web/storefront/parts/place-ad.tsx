import { useState } from 'preact/hooks';
import { minorDigits } from '../../../shared/kernel/values/currencies.ts';
import type { Input } from '../../client.ts';
import { Around, describedBy, Field, needed, Send, useForm } from '../form.tsx';
import { useShop } from '../shop.ts';
import { askAsMe } from '../visit.ts';

type Content = Input<'POST /shop/v1/ads'>;
const conditions = ['new', 'like-new', 'good', 'fair', 'for-parts'] as const;
const types = ['image/jpeg', 'image/png', 'image/webp'] as const;
const mostPictures = 4;

/** Uploads a picture and has it looked into; its id, or why it cannot be shown. */
const uploaded = async (
  file: File,
  locale: 'zh' | 'en',
): Promise<{ imageId: string } | { fault: string | undefined }> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  const { imageId, upload: { url, fields } } = await askAsMe('POST /shop/v1/ad-images', {
    contentType: file.type as (typeof types)[number],
    sha256: btoa(String.fromCharCode(...digest)),
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  const stored = await fetch(url, { method: 'POST', body: form }).then(({ ok }) => ok, () => false);
  if (!stored) return { fault: undefined };
  const { state, refusal } = await askAsMe('POST /shop/v1/ad-images/{imageId}/check', { imageId });
  return state === 'checked' ? { imageId } : { fault: refusal?.words[locale] };
};

/** The form of an ad. */
export const PlaceAd = ({ placed }: { readonly placed: () => Promise<void> }) => {
  const { w, locale } = useShop();
  const [kind, setKind] = useState<Content['kind']>('offer');
  const [images, setImages] = useState<readonly string[]>([]);
  const [fault, setFault] = useState('');
  const [said, say] = useState('');
  const form = useForm({
    name: 'ad',
    rules: { title: needed, text: needed, place: needed },
    send: async ({ title = '', text = '', place = '', amount = '', currency = 'CNY', condition }, key) => {
      say('');
      const paid = currency as keyof typeof minorDigits;
      const units = Math.round(Number(amount.normalize('NFKC').replace(',', '.')) * 10 ** minorDigits[paid]);
      await askAsMe('POST /shop/v1/ads', {
        kind,
        title,
        text,
        place,
        ...(amount.trim() && Number.isFinite(units) && { price: { amount: units, currency: paid } }),
        ...(condition && { condition: condition as NonNullable<Content['condition']> }),
        images: [...images],
      }, key);
      form.ref.current?.reset();
      setImages([]);
      say(w.ads.published);
      await placed();
    },
    kept: true,
  });
  const add = async (files: readonly File[]): Promise<void> => {
    setFault('');
    for (const file of files.slice(0, mostPictures - images.length)) {
      const found = await uploaded(file, locale).catch(() => ({ fault: undefined }));
      if ('imageId' in found) setImages((before) => [...before, found.imageId]);
      else setFault(found.fault ?? w.ads.lost);
    }
  };
  return (
    <details>
      <summary class="button">{w.ads.place}</summary>
      <form {...form.props} method="post">
        <Around form={form} name="kind" label={w.ads.kind}>
          <select
            {...describedBy(form, 'kind', false)}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as Content['kind'])}
          >
            {(['offer', 'wanted'] as const).map((one) => <option value={one}>{w.ads.kinds[one]}</option>)}
          </select>
        </Around>
        <Field form={form} name="title" label={w.ads.name} autoComplete="off" maxLength={80} />
        <Around form={form} name="text" label={w.ads.about} hint={w.ads.aboutHint}>
          <textarea {...describedBy(form, 'text', true)} rows={5} maxLength={2000} />
        </Around>
        <Field
          form={form}
          name="place"
          label={w.ads.where}
          hint={w.ads.whereHint}
          autoComplete="address-level2"
          maxLength={80}
        />
        <Field
          form={form}
          name="amount"
          label={w.ads.price}
          autoComplete="off"
          inputMode="numeric"
          optional={kind === 'wanted'}
        />
        <Around form={form} name="currency" label={w.ads.currency}>
          <select {...describedBy(form, 'currency', false)}>
            {Object.keys(minorDigits).map((one) => <option value={one} selected={one === 'CNY'}>{one}</option>)}
          </select>
        </Around>
        {kind === 'offer' && (
          <Around form={form} name="condition" label={w.ads.condition}>
            <select {...describedBy(form, 'condition', false)}>
              {conditions.map((one) => <option value={one}>{w.ads.conditions[one]}</option>)}
            </select>
          </Around>
        )}
        <Around
          form={form}
          name="pictures"
          label={w.ads.pictures}
          hint={`${w.ads.picturesHint} ${images.length}/${mostPictures}`}
        >
          <input
            id="ad-pictures"
            type="file"
            accept={types.join()}
            multiple
            disabled={images.length >= mostPictures}
            onChange={({ currentTarget: field }) => void add([...(field.files ?? [])])}
          />
        </Around>
        {fault && <p class="fault" role="alert">{fault}</p>}
        <Send form={form}>{w.ads.publish}</Send>
      </form>
      <p class="said" role="status">{said}</p>
    </details>
  );
};
