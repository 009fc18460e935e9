/** What is asked of a carrier about a parcel in trouble. It ends with the trouble; what was said stands in the parcel's facts. */
import { changed, type Change } from '../../kernel/store/change.ts';
import { after, type Instant } from '../../kernel/values/clock.ts';
import type { AccountId } from '../../kernel/values/ids.ts';
import { Problem } from '../../kernel/problems.ts';
import { carrierAnswered, carrierAsked, carrierSilent } from '../events.ts';
import type { ParcelTroubles } from '../rulebooks.ts';
import { about, type CarrierCase, type Shipment, type Trouble } from '../shipment.ts';

interface Question {
  readonly contact: string;
  readonly question: string;
  readonly askedBy: AccountId;
}

const carrierOf = ({ carrierName, carrier }: Shipment): string => carrierName ?? carrier!;

/** The case that waits for its carrier. @throws Problem illegal-step when none does */
const open = ({ trouble }: Shipment): { trouble: Trouble; asked: CarrierCase } => {
  if (!trouble?.asked || trouble.asked.repliedAt) throw new Problem('illegal-step', 'Its carrier is asked nothing');
  return { trouble, asked: trouble.asked };
};

/**
 * Asks the carrier what has become of a parcel, with the time that it has for an answer; once it has answered, it may be
 * asked anew.
 * @throws Problem illegal-step when nothing is the matter, or an answer is waited for
 */
export const askCarrier = (
  shipment: Shipment,
  question: Question,
  { carrierAnswersWithin }: ParcelTroubles,
  now: Instant,
): Change<Shipment> & { readonly answerBy: Instant } => {
  const { trouble, carrier } = shipment;
  if (!trouble || !carrier) throw new Problem('illegal-step', 'There is nothing to ask a carrier');
  if (trouble.asked && !trouble.asked.repliedAt) {
    throw new Problem('illegal-step', 'Its carrier has been asked already');
  }
  const answerBy = after(now, carrierAnswersWithin);
  return {
    ...changed<Shipment>(
      shipment,
      { trouble: { ...trouble, asked: { ...question, askedAt: now, replyDueAt: answerBy } } },
      carrierAsked({ ...about(shipment), at: now, carrier: carrierOf(shipment), answerBy }),
    ),
    answerBy,
  };
};

/** What the carrier has said. What follows from it is for who settles the trouble. @throws Problem illegal-step */
export const recordAnswer = (shipment: Shipment, text: string, now: Instant): Change<Shipment> => {
  const { trouble, asked } = open(shipment);
  return changed<Shipment>(
    shipment,
    { trouble: { ...trouble, asked: { ...asked, reply: text, repliedAt: now } } },
    carrierAnswered({ ...about(shipment), at: now, carrier: carrierOf(shipment) }),
  );
};

/** The carrier has not answered in time. @throws Problem illegal-step when it has, or was asked anew since */
export const flagSilent = (shipment: Shipment, dueAt: Instant, now: Instant): Change<Shipment> => {
  const { trouble, asked } = open(shipment);
  if (asked.replyDueAt !== dueAt || asked.silentSince) {
    throw new Problem('illegal-step', 'It has time yet, or this is known');
  }
  return changed<Shipment>(
    shipment,
    { trouble: { ...trouble, asked: { ...asked, silentSince: dueAt } } },
    carrierSilent({ ...about(shipment), at: now, carrier: carrierOf(shipment) }),
  );
};
