import * as z from 'zod';
import { id } from '../../kernel/values/ids.ts';
import { Currency, Price, sum, type Money } from '../../kernel/values/money.ts';
import { personal } from '../../kernel/values/personal.ts';
import { Problem, type Fault } from '../../kernel/problems.ts';
import { localText, prose, title, type LocalText } from '../../kernel/values/text.ts';

/** Options of one listing, and what a buyer can choose of one of them. */
const [maxOptions, maxChoices] = [8, 20];
/** Characters of what a buyer writes: what stands on all lines of an order is kept in one item. */
const maxText = 200;

/**
 * What a choice adds to the price of a unit, at the most: with all options of a listing, less than its price may be. So
 * the largest cart stays far below what `Money` holds (shared/ordering/policy.ts).
 */
export const Surcharge = Price.extend({ amount: z.int().min(0).max(1e8), currency: Currency });

/** The shop's own short name of an option, or of a choice: by it both sides know which is meant, in every language. */
const Code = title(40);

const distinct = (all: readonly { readonly code: string }[]): boolean =>
  new Set(all.map(({ code }) => code)).size === all.length;

const common = {
  code: Code,
  name: localText(40),
  required: z.boolean().meta({ description: 'It cannot be ordered without' }),
};

/** What a buyer fills in or chooses of what is made for him. */
export type BuyerOption = z.infer<typeof BuyerOption>;
export const BuyerOption = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    ...common,
    longest: z.int().min(1).max(maxText).meta({ description: 'Characters that a buyer may write' }),
  }),
  z.strictObject({
    kind: z.literal('choice'),
    ...common,
    choices: z.array(z.strictObject({ code: Code, name: localText(40), surcharge: Surcharge.optional() }))
      .min(1).max(maxChoices).refine(distinct, 'has a code twice'),
  }),
  z.strictObject({ kind: z.literal('picture'), ...common }),
]);

/** That goods are made when they are ordered: what their buyer decides, and how many days longer it takes. */
export type MadeToOrder = z.infer<typeof MadeToOrder>;
export const MadeToOrder = z.strictObject({
  productionDays: z.int().min(0).max(180).meta({
    description: 'Days of making them, beside those in which goods of the shelf are handed to the carrier',
  }),
  options: z.array(BuyerOption).max(maxOptions).refine(distinct, 'has a code twice'),
});

/** A surcharge that is not in the currency of the shop: the places of all such. */
export const foreignSurcharges = (made: MadeToOrder | undefined, currency: Currency): string[] =>
  (made?.options ?? []).flatMap((option, i) =>
    option.kind === 'choice'
      ? option.choices.flatMap(({ surcharge }, j) =>
        surcharge && surcharge.currency !== currency
          ? [`madeToOrder.options[${i}].choices[${j}].surcharge.currency`]
          : []
      )
      : []
  );

/** What a buyer says of one option: a text, the code of a choice, or the id of a picture that was uploaded and checked. */
export type OptionAnswer = z.infer<typeof OptionAnswer>;
export const OptionAnswer = z.strictObject({ option: Code, value: personal(prose(maxText)) });
export const OptionAnswers = z.array(OptionAnswer).max(maxOptions);

/** What was chosen of an option, as it is frozen on an order's line: its words and its price of that moment. */
export type Chosen = z.infer<typeof Chosen>;
export const Chosen = z.object({
  option: z.string(),
  kind: z.enum(['text', 'choice', 'picture']),
  name: localText(40),
  value: personal(z.string()).meta({ description: 'A text, the code of a choice, or the id of a picture' }),
  label: localText(40).optional().meta({ description: 'The name of the choice' }),
  surcharge: Surcharge.optional(),
}).meta({ id: 'Chosen' });

const pictureId = id('image');

/**
 * What the answers mean, in the order of the options.
 * @throws Problem options-invalid, with the code of each option that is at fault
 */
export const chosenOf = (
  made: MadeToOrder | undefined,
  answers: readonly OptionAnswer[] = [],
): Chosen[] => {
  const options = made?.options ?? [];
  const faults: Fault[] = [];
  const wrong = (option: string, message: string): [] => {
    faults.push({ path: `options.${option}`, message });
    return [];
  };
  for (const [i, { option }] of answers.entries()) {
    if (!options.some(({ code }) => code === option)) wrong(option, 'is no option of these goods');
    else if (answers.findIndex((one) => one.option === option) < i) wrong(option, 'is answered twice');
  }
  const chosen = options.flatMap((option): Chosen[] => {
    const { code, name, kind } = option;
    const value = answers.find((one) => one.option === code)?.value;
    if (value === undefined) return option.required ? wrong(code, 'is required') : [];
    const said = { option: code, kind, name, value };
    if (option.kind === 'text') {
      return value.length > option.longest ? wrong(code, `must have at most ${option.longest} characters`) : [said];
    }
    if (option.kind === 'picture') return pictureId.safeParse(value).success ? [said] : wrong(code, 'is no picture');
    const choice = option.choices.find((one) => one.code === value);
    if (!choice) return wrong(code, 'is none of the choices');
    const { name: label, surcharge } = choice;
    return [{ ...said, label, ...(surcharge && { surcharge }) }];
  });
  if (faults.length) throw new Problem('options-invalid', undefined, faults);
  return chosen;
};

/** The same, or nothing when the answers do not fit any more. */
export const stillChosen = (
  made: MadeToOrder | undefined,
  answers: readonly OptionAnswer[] | undefined,
): Chosen[] | undefined => {
  try {
    return chosenOf(made, answers);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
};

/** The pictures among what was chosen: the value of each is its id. */
export const picturesIn = (chosen: readonly Chosen[]): Chosen[] => chosen.filter(({ kind }) => kind === 'picture');

/** What choices add to the price of a unit. */
export const surchargeOf = (chosen: readonly Chosen[], currency: Money['currency']): Money =>
  sum(chosen.flatMap(({ surcharge }) => (surcharge ? [surcharge] : [])), currency);

/** What a page shows of it, in one language. */
export const MadeToOrderView = z.object({
  productionDays: z.int(),
  options: z.array(z.object({
    kind: z.enum(['text', 'choice', 'picture']),
    code: z.string(),
    name: z.string(),
    required: z.boolean(),
    longest: z.int().optional(),
    choices: z.array(z.object({ code: z.string(), name: z.string(), surcharge: Price.optional() })).optional(),
  })),
});

export const madeToOrderView = (
  { productionDays, options }: MadeToOrder,
  say: (text: LocalText) => string,
): z.input<typeof MadeToOrderView> => ({
  productionDays,
  options: options.map(({ name, ...option }) => ({
    ...option,
    name: say(name),
    ...(option.kind === 'choice' && {
      choices: option.choices.map((choice) => ({ ...choice, name: say(choice.name) })),
    }),
  })) as z.input<typeof MadeToOrderView>['options'],
});
