/** What is agreed with a carrier: for how long, at which prices, and how well it is to deliver. */
import * as z from 'zod';
import { CountryCode } from '../../kernel/values/address.ts';
import { changed, created, type Change, type Versioned } from '../../kernel/store/change.ts';
import { Instant } from '../../kernel/values/clock.ts';
import { AccountId, id, type Id } from '../../kernel/values/ids.ts';
import { add, Price, times, type Money } from '../../kernel/values/money.ts';
import { Problem, type Fault } from '../../kernel/problems.ts';
import { BasisPoints } from '../../kernel/values/rate.ts';
import { prose } from '../../kernel/values/text.ts';
import { CarrierName } from '../carriers/carrier.ts';
import { carrierContractEnded, carrierContractEnding, carrierContractSigned } from '../events.ts';

export type ContractId = Id<'carrierContract'>;
export const ContractId = id('carrierContract');

/** What a parcel to a country costs, and how many days it takes. */
export type AgreedLane = z.infer<typeof AgreedLane>;
export const AgreedLane = z.strictObject({
  country: CountryCode,
  base: Price.meta({ description: 'For each delivery' }),
  perKg: Price.meta({ description: 'For each kilogram begun' }),
  days: z.int().min(1).max(90).meta({ description: 'Days from the pick-up to the door' }),
});

/** How well the carrier is to deliver. */
export type Promised = z.infer<typeof Promised>;
export const Promised = z.strictObject({
  inTimeShare: BasisPoints.meta({ description: 'Of the parcels that arrive, at the least' }),
  lostShare: BasisPoints.meta({ description: 'Of all, at the most: what is lost, and what comes to harm' }),
  rating: z.number().min(1).max(5).optional().meta({ description: 'Of five, by the buyers, at the least' }),
});

export type ContractTerms = z.infer<typeof ContractTerms>;
export const ContractTerms = z.strictObject({
  carrier: CarrierName,
  from: z.iso.date(),
  until: z.iso.date().meta({ description: 'The last day' }),
  lanes: z.array(AgreedLane).min(1).max(50),
  promised: Promised,
  terms: prose(2000).meta({ description: 'What else is agreed' }),
});

export interface Contract extends ContractTerms {
  readonly id: ContractId;
  readonly signedBy: AccountId;
  readonly signedAt: Instant;
  /** From this day on it is in force no more, though it was to last longer. */
  readonly endedOn?: string;
  readonly endReason?: string;
}

/** All that was ever agreed with a carrier, of which one thing at most is in force on any day. Its id is the carrier's. */
export interface CarrierFile extends Versioned {
  readonly id: CarrierName;
  readonly contracts: readonly Contract[];
}

/** Contracts that a carrier's file holds: with one a month, those of eight years. */
export const mostContracts = 100;

const lasts = ({ from, until, endedOn }: Contract): readonly [string, string] | undefined =>
  endedOn === undefined ? [from, until] : endedOn > from ? [from, endedOn] : undefined;

/** What is in force on a day. */
export const contractOn = (file: CarrierFile | undefined, date: string): Contract | undefined =>
  file?.contracts.find(({ from, until, endedOn }) =>
    from <= date && date <= until && (endedOn === undefined || date < endedOn)
  );

/**
 * Agrees something with a carrier.
 * @param today the business day
 * @throws Problem invalid-input for days that are past or the wrong way round, several currencies or the same country twice;
 * contract-overlaps when something else is in force on one of the days; illegal-step when the file is full
 */
export const signContract = (
  file: CarrierFile | undefined,
  contractId: ContractId,
  terms: ContractTerms,
  { by, today, now }: { readonly by: AccountId; readonly today: string; readonly now: Instant },
): Change<CarrierFile> => {
  const { carrier, from, until, lanes } = terms;
  const countries = new Set(lanes.map(({ country }) => country));
  const currencies = new Set(lanes.flatMap(({ base, perKg }) => [base.currency, perKg.currency]));
  const faults: Fault[] = [
    ...(until < from || until < today ? [{ path: 'until', message: `must not be before ${from} and ${today}` }] : []),
    ...(currencies.size > 1 ? [{ path: 'lanes', message: 'must be in one currency' }] : []),
    ...(countries.size < lanes.length ? [{ path: 'lanes', message: 'must name each country once' }] : []),
  ];
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const known = file?.contracts ?? [];
  if (known.length >= mostContracts) {
    throw new Problem('illegal-step', `${mostContracts} contracts are all that is kept`);
  }
  const meets = known.some((one) => {
    const days = lasts(one);
    return days && from <= days[1] && days[0] <= until && !(one.endedOn !== undefined && from >= one.endedOn);
  });
  if (meets) throw new Problem('contract-overlaps');
  const signed: Contract = { ...terms, id: contractId, signedBy: by, signedAt: now };
  const told = carrierContractSigned({ contractId, carrier, from, until, at: now });
  return file
    ? changed<CarrierFile>(file, { contracts: [...known, signed] }, told)
    : created<CarrierFile>({ id: carrier, contracts: [signed] }, told);
};

/** Ends a contract from today on. @throws Problem not-found, illegal-step when it is over */
export const endContract = (
  file: CarrierFile,
  contractId: string,
  reason: string,
  today: string,
  now: Instant,
): Change<CarrierFile> => {
  const contract = file.contracts.find((one) => one.id === contractId);
  if (!contract) throw new Problem('not-found');
  if (contract.endedOn !== undefined || contract.until < today) throw new Problem('illegal-step', 'It is over already');
  const ended = { ...contract, endedOn: today, endReason: reason };
  return changed<CarrierFile>(
    file,
    { contracts: file.contracts.map((one) => (one === contract ? ended : one)) },
    carrierContractEnded({ contractId: contract.id, carrier: file.id, reason, at: now }),
  );
};

/**
 * A contract runs out soon, and nothing follows on it.
 * @throws Problem illegal-step when it was ended, or another follows
 */
export const remindOfEnd = (file: CarrierFile, contractId: string, now: Instant): Change<CarrierFile> => {
  const contract = file.contracts.find((one) => one.id === contractId);
  const follows = contract && file.contracts.some((one) => one.endedOn === undefined && one.until > contract.until);
  if (!contract || contract.endedOn !== undefined || follows) {
    throw new Problem('illegal-step', 'Nobody has to see to its end');
  }
  const { until } = contract;
  return changed<CarrierFile>(
    file,
    {},
    carrierContractEnding({ contractId: contract.id, carrier: file.id, until, at: now }),
  );
};

/** What a delivery costs by an agreed lane. @param grams what it weighs */
export const agreedPrice = ({ base, perKg }: AgreedLane, grams: number): Money =>
  add(base, times(perKg, Math.max(1, Math.ceil(grams / 1000))));

export const ContractState = z.enum(['to-come', 'in-force', 'over', 'ended']);

/** What the staff sees of a contract. */
export const ContractView = ContractTerms.extend({
  contractId: ContractId,
  state: ContractState,
  signedBy: AccountId,
  signedAt: Instant,
  endedOn: z.iso.date().optional(),
  endReason: z.string().optional(),
}).meta({ id: 'CarrierContractView' });

export const contractView = (
  { id: contractId, ...contract }: Contract,
  today: string,
): z.input<typeof ContractView> => ({
  ...contract,
  contractId,
  state: contract.endedOn !== undefined
    ? 'ended'
    : contract.until < today
    ? 'over'
    : contract.from > today
    ? 'to-come'
    : 'in-force',
});
