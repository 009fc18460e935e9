import { useRef, useState } from 'preact/hooks';
import type { Answer } from '../../client.ts';
import { mostPictureBytes, pictureTypes, useSending } from '../sending.ts';
import { useShop } from '../shop.ts';
import type { Words } from '../words/words.ts';
import { Told } from './told.tsx';

export type MadeToOrder = NonNullable<Answer<'GET /shop/v1/products/{listingId}'>['madeToOrder']>;
type Option = MadeToOrder['options'][number];

/** What is said of each option, by its code. */
export type Said = Readonly<Record<string, string>>;

/** They come along with what is made to order alone: no other page loads them. */
export type MadeWords = Words['made'];

interface MadeFieldsProps {
  readonly options: readonly Option[];
  readonly wording: MadeWords;
  readonly said: Said;
  readonly say: (option: string, value: string) => void;
  /** Words by the path of the field that they are about. */
  readonly faults: Readonly<Record<string, string>>;
}

/**
 * What is said so far: what it adds to the price of one, in minor units, what is sent of it, and whether it can be bought
 * at once, with all that must be said and without a picture, which goes with what is put in the cart.
 */
export const decided = (options: readonly Option[], said: Said) => ({
  extra: options.reduce(
    (sum, { code, choices }) => sum + (choices?.find((one) => one.code === said[code])?.surcharge?.amount ?? 0),
    0,
  ),
  answers: Object.entries(said).filter(([, value]) => value.trim()).map(([option, value]) => ({ option, value })),
  atOnce: options.every(({ code, kind, required }) =>
    kind === 'picture' ? !said[code] && !required : said[code]?.trim() || !required
  ),
});

export type Decided = ReturnType<typeof decided>;

/** What a buyer decides of what is made for him. Comes along where there is something to decide. */
export const MadeFields = ({ options, wording, said, say, faults }: MadeFieldsProps) => {
  const { w } = useShop();
  return (
    <div class="made">
      {options.map((option, i) => {
        const { code, name, kind, required, longest } = option;
        const fault = faults[`options.${code}`];
        const id = `made-${i}`;
        const about = {
          id,
          required,
          'aria-invalid': fault ? true : undefined,
          'aria-describedby': fault ? `${id}-fault` : undefined,
        };
        return (
          <div class="field" key={code}>
            <label for={id}>
              {name}
              {!required && <small>({w.forms.optional})</small>}
            </label>
            {kind === 'choice'
              ? (
                <Choice
                  wording={wording}
                  option={option}
                  about={about}
                  said={said[code]}
                  say={(value) => say(code, value)}
                />
              )
              : kind === 'text'
              ? (
                <input
                  {...about}
                  type="text"
                  maxLength={longest}
                  value={said[code] ?? ''}
                  onInput={(event) => say(code, event.currentTarget.value)}
                />
              )
              : <PictureField wording={wording} about={about} sent={said[code]} say={(value) => say(code, value)} />}
            {fault && <p class="fault" id={`${id}-fault`}>{fault}</p>}
          </div>
        );
      })}
    </div>
  );
};

interface FieldProps {
  readonly wording: MadeWords;
  readonly about: { readonly id: string; readonly required: boolean };
  readonly say: (value: string) => void;
}

const Choice = (
  { wording, option: { choices }, about, said = '', say }: FieldProps & {
    readonly option: Option;
    readonly said: string | undefined;
  },
) => {
  const { money } = useShop();
  return (
    <select {...about} value={said} onChange={(event) => say(event.currentTarget.value)}>
      <option value="">{wording.choose}</option>
      {choices!.map(({ code, name, surcharge }) => (
        <option key={code} value={code}>
          {surcharge?.amount ? `${name} (+${money(surcharge)})` : name}
        </option>
      ))}
    </select>
  );
};

/** A picture: straight into the bucket, then looked into. */
const PictureField = ({ wording, about, sent: uploaded, say }: FieldProps & { readonly sent: string | undefined }) => {
  const { w, locale } = useShop();
  const { trouble, send: sent } = useSending('POST /shop/v1/option-pictures');
  const [state, tell] = useState<'sending' | 'lost'>();
  const [refusal, refuse] = useState<string>();
  const latest = useRef(0);
  const send = async (file: File | undefined): Promise<void> => {
    const mine = ++latest.current;
    say('');
    refuse(undefined);
    if (!file) return tell(undefined);
    tell('sending');
    const came = await sent(file);
    if (mine !== latest.current) return;
    if (came === 'lost') return tell('lost');
    tell(undefined);
    if (came?.state === 'checked') say(came.imageId);
    else refuse(came?.refusal?.words[locale]);
  };
  return (
    <>
      <input
        {...about}
        type="file"
        accept={pictureTypes.join()}
        onChange={({ currentTarget: field }) => {
          const [file] = field.files ?? [];
          field.setCustomValidity(file && file.size > mostPictureBytes ? wording.pictures : '');
          void send(field.reportValidity() ? file : undefined);
        }}
      />
      <p class="hint" role="status">
        {refusal ?? (uploaded
          ? wording.uploaded
          : state === 'sending'
          ? w.forms.wait
          : state === 'lost'
          ? w.forms.broken
          : wording.pictures)}
      </p>
      <Told trouble={trouble} />
    </>
  );
};
