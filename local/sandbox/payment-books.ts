import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { createAlarms } from './alarms.ts';
import type { SandboxClock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { Journal } from './journal.ts';
import { Refusal } from './server.ts';
import { testTokens } from './test-tokens.ts';

/** The account with us of the platform that this program serves. */
export const ourAccount = 'acct_sandbox';

/** Amounts are integers in minor units of `currency`. A basis point is a hundredth of a percent. */
export type Fees = { captureBasisPoints: number; captureFixed: number; payoutFixed: number };

const amount = z.int().min(1).max(1e15);
const currency = z.string().regex(/^[A-Z]{3}$/, 'Three capital letters (ISO 4217).');
const reference = z.string().min(1).max(200);
/** All but a remittance are decided at once, or confirmed by the buyer on the pay page. */
const method = z.enum(['card', 'net-bank', 'third-party', 'mobile-bank', 'wallet', 'bank-remittance']);
const token = z.string().regex(/^tok_\w{1,60}$/, 'A token (tok_…), never a card number.');
// A run of digits would be somebody's bank account, which must not reach this program.
const accountToken = z
  .string()
  .max(100)
  .regex(/^[a-z]\w*[_-][\w-]+$/i, 'An account token such as acct_1.');

export const NewPayment = z.strictObject({
  reference,
  amount,
  currency,
  method,
  token: token.optional(),
  captureMode: z.enum(['automatic', 'manual']).default('automatic'),
  /** The buyer agrees that what is paid by can be used again, by its token. */
  keep: z.boolean().default(false),
  returnUrl: z.url().optional(),
});
export const Confirmation = z.object({ outcome: z.enum(['approve', 'decline']).optional(), token: token.optional() });
export const Capture = z.strictObject({ amount: amount.optional() });
export const NewRefund = z.strictObject({ paymentId: z.string(), amount, reference });
export const NewPayout = z.strictObject({ reference, amount, currency, account: accountToken });
export const Remittance = z.strictObject({ reference, amount, currency });
export const Chargeback = z.strictObject({ reference });

export type Payment = {
  object: 'payment';
  id: string;
  reference: string;
  amount: number;
  currency: string;
  method: z.infer<typeof method>;
  captureMode: 'automatic' | 'manual';
  /** The account with us that the money is for. */
  payee: string;
  /** `failed`: authorised, but the capture was refused. `cancelled`: by us, before any capture. */
  status: 'requires-action' | 'authorised' | 'captured' | 'declined' | 'failed' | 'cancelled';
  capturedAmount: number;
  refundPendingAmount: number;
  refundedAmount: number;
  redirectUrl: string;
  returnUrl?: string | undefined;
  token?: string | undefined;
  keep: boolean;
  /** What it was paid by, where that is to be kept. */
  means?: { token: string; brand: string; last4: string } | undefined;
  failureCode?: string | undefined;
  createdAt: string;
  updatedAt: string;
};

export type Refund = {
  object: 'refund';
  id: string;
  reference: string;
  paymentId: string;
  paymentReference: string;
  amount: number;
  currency: string;
  status: 'pending' | 'succeeded' | 'failed';
  failureCode?: string;
  createdAt: string;
  updatedAt: string;
};

export type Payout = {
  object: 'payout';
  id: string;
  reference: string;
  amount: number;
  currency: string;
  account: string;
  status: 'pending' | 'paid' | 'failed' | 'returned';
  failureCode?: string;
  createdAt: string;
  updatedAt: string;
};

/** One line of the daily statement. `amount` is signed: positive came to us; `fee` was kept by the provider besides. */
export type Movement = {
  date: string;
  type: 'capture' | 'refund' | 'refund-return' | 'payout' | 'payout-return' | 'fee' | 'chargeback';
  providerId: string;
  reference: string;
  amount: number;
  fee: number;
  currency: string;
};

/** A movement as it took place. The statement may lack its line or be wrong about it: the money has moved all the same. */
type KeptMovement = Movement & { line: { amount: number } | undefined };

/** What we hold for the platform, in minor units by currency. */
export type Held = Readonly<Record<string, number>>;

export type PaymentEventType =
  | 'payment.authorised'
  | 'payment.captured'
  | 'payment.declined'
  | 'payment.charged-back'
  | 'payment.refunded'
  | 'refund.failed'
  | 'payout.paid'
  | 'payout.failed'
  | 'payout.returned';

type Decision = { outcome?: 'approve' | 'decline' | undefined; token?: string | undefined };
type Tell = (type: PaymentEventType, data: Payment | Refund | Payout) => void;

const returnAfterMs = 2 * 86_400_000;

/** The provider's books: what became of each payment, refund and payout, and each movement of money. */
export const createPaymentBooks = ({
  clock,
  faults,
  journal,
  fees,
  slowMs,
  payPage,
  tell,
}: {
  clock: SandboxClock;
  faults: Faults;
  journal: Journal;
  fees: Fees;
  /** How long the bank behind `tok_slow` thinks, in milliseconds. */
  slowMs: number;
  payPage: (paymentId: string) => string;
  tell: Tell;
}) => {
  const payments = journal.collection<Payment>('payments', (payment) => payment.reference);
  const refunds = journal.collection<Refund>('refunds', (refund) => refund.reference);
  const payouts = journal.collection<Payout>('payouts', (payout) => payout.reference);
  const movements = journal.collection<KeptMovement>('movements', (movement) => movement.date);

  const newId = (prefix: string) => `${prefix}_${randomUUID().replaceAll('-', '')}`;
  const savePayment = (payment: Payment, change: Partial<Payment>): Payment =>
    payments.put(payment.id, { ...payment, ...change, updatedAt: clock.iso() });
  const stamps = () => ({ createdAt: clock.iso(), updatedAt: clock.iso() });

  const record = (movement: Omit<Movement, 'date'>): void => {
    const tags = [movement.type, movement.reference, movement.providerId];
    const isOmitted = faults.take('omit-line', tags) !== undefined;
    const amount = movement.amount + (!isOmitted && faults.take('mismatch-line', tags) ? 1 : 0);
    movements.put(newId('mov'), {
      date: clock.iso().slice(0, 10),
      ...movement,
      line: isOmitted ? undefined : { amount },
    });
  };

  const captureFee = (captured: number) =>
    Number((BigInt(captured) * BigInt(fees.captureBasisPoints) + 5_000n) / 10_000n) + fees.captureFixed;

  const settleCapture = (payment: Payment, asked: number): Payment => {
    const tags = [payment.reference, payment.id, 'capture'];
    if (faults.take('decline', tags, true)) {
      const failed = savePayment(payment, { status: 'failed', failureCode: 'capture-refused' });
      tell('payment.declined', failed);
      return failed;
    }
    const capturedAmount = faults.take('mismatch-amount', tags) ? otherAmount(asked) : asked;
    const payee = faults.take('mismatch-payee', tags) ? 'acct_somebody' : payment.payee;
    const captured = savePayment(payment, { status: 'captured', capturedAmount, payee });
    if (payee === ourAccount) {
      record({
        type: 'capture',
        providerId: payment.id,
        reference: payment.reference,
        amount: capturedAmount,
        fee: captureFee(capturedAmount),
        currency: payment.currency,
      });
    }
    tell('payment.captured', captured);
    return captured;
  };

  const decide = (payment: Payment, { outcome, token: name }: Decision): Payment => {
    const card = name === undefined ? undefined : testTokens[name];
    const isDeclined = outcome === 'decline'
      || card?.answer === 'decline'
      || faults.take('decline', ['authorise', payment.reference, payment.id]) !== undefined;
    if (isDeclined) {
      const declined = savePayment(payment, {
        status: 'declined',
        token: name,
        failureCode: card?.failureCode ?? 'declined',
      });
      tell('payment.declined', declined);
      return declined;
    }
    const authorised = savePayment(payment, {
      status: 'authorised',
      token: name,
      ...(payment.keep && name !== undefined && card && {
        means: { token: name, brand: card.brand, last4: card.number.slice(-4) },
      }),
    });
    tell('payment.authorised', authorised);
    return payment.captureMode === 'automatic' ? settleCapture(authorised, payment.amount) : authorised;
  };

  const authorise = (payment: Payment, decision: Decision): Payment => {
    const card = decision.token === undefined ? undefined : testTokens[decision.token];
    if (decision.token !== undefined && card === undefined) {
      throw new Refusal(422, 'unknown-token', 'There is no such token in the sandbox.');
    }
    if (!card?.slow || decision.outcome === 'decline') return decide(payment, decision);
    alarms.set('decide-payment', payment.id, slowMs);
    return savePayment(payment, { token: decision.token });
  };

  const settleRefund = (id: string): void => {
    const refund = refunds.get(id);
    const payment = refund && payments.get(refund.paymentId);
    if (refund?.status !== 'pending' || payment === undefined) return;
    const isFailed =
      faults.take('decline', ['refund', refund.reference, id, payment.reference, payment.id]) !== undefined;
    savePayment(payment, {
      refundPendingAmount: payment.refundPendingAmount - refund.amount,
      refundedAmount: payment.refundedAmount + (isFailed ? 0 : refund.amount),
    });
    if (isFailed) failRefund(refund);
    else giveRefund(refund);
    const turns = faults.take('reverse', ['refund', refund.reference, id]);
    if (turns) alarms.set('reverse-refund', id, turns.ms ?? 0);
  };

  const failRefund = (refund: Refund): void =>
    tell(
      'refund.failed',
      refunds.put(refund.id, { ...refund, status: 'failed', failureCode: 'refund-refused', updatedAt: clock.iso() }),
    );
  const giveRefund = ({ failureCode: _, ...refund }: Refund): void => {
    const { id, reference, amount, currency } = refund;
    record({ type: 'refund', providerId: id, reference, amount: -amount, fee: 0, currency });
    tell('payment.refunded', refunds.put(id, { ...refund, status: 'succeeded', updatedAt: clock.iso() }));
  };

  /** What has succeeded fails after all, or the other way round. */
  const reverseRefund = (id: string): void => {
    const refund = refunds.get(id)!;
    const payment = payments.get(refund.paymentId)!;
    if (refund.status === 'failed') {
      // What was free again may have been given back by another refund meanwhile.
      if (refund.amount > payment.capturedAmount - payment.refundPendingAmount - payment.refundedAmount) return;
      savePayment(payment, { refundedAmount: payment.refundedAmount + refund.amount });
      return giveRefund(refund);
    }
    const { reference, amount, currency } = refund;
    savePayment(payment, { refundedAmount: payment.refundedAmount - amount });
    record({ type: 'refund-return', providerId: id, reference, amount, fee: 0, currency });
    failRefund(refund);
  };

  const settlePayout = (id: string): void => {
    const payout = payouts.get(id);
    if (payout?.status !== 'pending') return;
    const tags = ['payout', payout.reference, id, payout.account];
    const turns = faults.take('reverse', tags);
    if (turns) alarms.set('reverse-payout', id, turns.ms ?? 0);
    if (payout.account === 'acct_closed' || faults.take('decline', tags)) return failPayout(payout);
    pay(payout);
    const comesBack = faults.take('return-payout', tags);
    if (comesBack) alarms.set('return-payout', id, comesBack.ms ?? 0);
    else if (payout.account === 'acct_returned') alarms.set('return-payout', id, returnAfterMs);
  };

  const failPayout = (payout: Payout): void =>
    tell(
      'payout.failed',
      payouts.put(payout.id, { ...payout, status: 'failed', failureCode: 'account-refused', updatedAt: clock.iso() }),
    );
  const pay = ({ failureCode: _, ...payout }: Payout): void => {
    const { id, reference, amount, currency } = payout;
    const paid = payouts.put(id, { ...payout, status: 'paid', updatedAt: clock.iso() });
    record({ type: 'payout', providerId: id, reference, amount: -amount, fee: 0, currency });
    if (fees.payoutFixed > 0) {
      record({ type: 'fee', providerId: id, reference, amount: -fees.payoutFixed, fee: 0, currency });
    }
    tell('payout.paid', paid);
  };
  const takeBack = ({ id, reference, amount, currency }: Payout): void =>
    record({ type: 'payout-return', providerId: id, reference, amount, fee: 0, currency });

  const returnPayout = (id: string): void => {
    const payout = payouts.get(id);
    if (payout?.status !== 'paid') return;
    takeBack(payout);
    tell(
      'payout.returned',
      payouts.put(id, { ...payout, status: 'returned', failureCode: 'returned-by-bank', updatedAt: clock.iso() }),
    );
  };

  /** What was paid fails after all, or the other way round. */
  const reversePayout = (id: string): void => {
    const payout = payouts.get(id)!;
    if (payout.status === 'failed') return pay(payout);
    if (payout.status !== 'paid') return;
    takeBack(payout);
    failPayout(payout);
  };

  const alarms = createAlarms(
    { clock, journal },
    {
      'decide-payment': (id) => {
        const payment = payments.get(id);
        if (payment?.status === 'requires-action') decide(payment, { token: payment.token });
      },
      'settle-refund': settleRefund,
      'settle-payout': settlePayout,
      'return-payout': returnPayout,
      'reverse-refund': reverseRefund,
      'reverse-payout': reversePayout,
    },
  );

  const payment = (id: string): Payment => payments.get(id) ?? notFound('payment', id);

  const open = (input: z.infer<typeof NewPayment>): Payment => {
    const id = newId('pay');
    return payments.put(id, {
      object: 'payment',
      id,
      ...input,
      payee: ourAccount,
      status: 'requires-action',
      capturedAmount: 0,
      refundPendingAmount: 0,
      refundedAmount: 0,
      redirectUrl: payPage(id),
      token: undefined,
      ...stamps(),
    });
  };

  return {
    payment,
    refund: (id: string): Refund => refunds.get(id) ?? notFound('refund', id),
    payout: (id: string): Payout => payouts.get(id) ?? notFound('payout', id),
    paymentsBy: (ref: string) => payments.by(ref),
    refundsBy: (ref: string) => refunds.by(ref),
    payoutsBy: (ref: string) => payouts.by(ref),
    /** The lines of a day's statement. */
    movementsOn: (date: string): Movement[] =>
      movements.by(date).flatMap(({ line, ...movement }) => (line ? [{ ...movement, ...line }] : [])),
    /** What is held at the end of a day, of every currency that has ever been held. */
    heldThrough: (date: string): Held => {
      const held: Record<string, number> = {};
      for (const movement of movements.all()) {
        if (movement.date > date) continue;
        held[movement.currency] = (held[movement.currency] ?? 0) + movement.amount - movement.fee;
      }
      return held;
    },

    /** Opens a payment; with a token it is decided at once, without one the buyer confirms it on the pay page. */
    createPayment: (input: z.infer<typeof NewPayment>): Payment => {
      if (input.token !== undefined && input.method === 'bank-remittance') {
        throw new Refusal(422, 'token-not-usable', 'A bank remittance takes no token.');
      }
      if (input.token !== undefined && !(input.token in testTokens)) {
        throw new Refusal(422, 'unknown-token', 'There is no such token in the sandbox.');
      }
      const opened = open(input);
      return input.token === undefined ? opened : authorise(opened, { token: input.token });
    },

    /** The buyer's confirmation. Repeating it changes nothing; a cancelled payment cannot be confirmed (409). */
    confirmPayment: (id: string, decision: Decision): Payment => {
      const confirmed = payment(id);
      if (confirmed.method === 'bank-remittance') {
        throw new Refusal(409, 'awaits-remittance', 'This payment is made by bank remittance.');
      }
      if (confirmed.status === 'cancelled') throw new Refusal(409, 'payment-cancelled', 'This payment was cancelled.');
      if (confirmed.status !== 'requires-action' || alarms.has('decide-payment', id)) return confirmed;
      return authorise(confirmed, decision);
    },

    /** Captures all or a part of an authorised payment, once; the rest of the authorisation lapses. */
    capturePayment: (id: string, input: z.infer<typeof Capture>): Payment => {
      const authorised = payment(id);
      if (authorised.status !== 'authorised') {
        throw new Refusal(409, 'payment-not-authorised', `This payment is ${authorised.status}.`);
      }
      const asked = input.amount ?? authorised.amount;
      if (asked > authorised.amount) {
        throw new Refusal(422, 'amount-too-large', `Only ${authorised.amount} ${authorised.currency} are authorised.`);
      }
      return settleCapture(authorised, asked);
    },

    /** Voids a payment of which nothing is captured. Repeating it changes nothing. */
    cancelPayment: (id: string): Payment => {
      const cancelled = payment(id);
      if (cancelled.status === 'cancelled') return cancelled;
      if (cancelled.status !== 'requires-action' && cancelled.status !== 'authorised') {
        throw new Refusal(409, 'payment-not-cancellable', `This payment is ${cancelled.status}.`);
      }
      return savePayment(cancelled, { status: 'cancelled' });
    },

    /** Opens a refund. Pending and succeeded refunds of a payment never exceed what was captured (422). */
    createRefund: (input: z.infer<typeof NewRefund>): Refund => {
      const refunded = payment(input.paymentId);
      // What somebody else was given is not ours to give back.
      const left = refunded.payee === ourAccount
        ? refunded.capturedAmount - refunded.refundPendingAmount - refunded.refundedAmount
        : 0;
      if (input.amount > left) {
        throw new Refusal(422, 'amount-too-large', `Only ${left} ${refunded.currency} are left to refund.`);
      }
      savePayment(refunded, { refundPendingAmount: refunded.refundPendingAmount + input.amount });
      const id = newId('re');
      alarms.set('settle-refund', id, 0);
      return refunds.put(id, {
        object: 'refund',
        id,
        ...input,
        paymentReference: refunded.reference,
        currency: refunded.currency,
        status: 'pending',
        ...stamps(),
      });
    },

    /** Opens a payout to an account that only its token names. */
    createPayout: (input: z.infer<typeof NewPayout>): Payout => {
      const id = newId('po');
      alarms.set('settle-payout', id, 0);
      return payouts.put(id, { object: 'payout', id, ...input, status: 'pending', ...stamps() });
    },

    /**
     * Money arrives by bank, of whatever amount. It settles the payment that waits under its reference and currency;
     * where none waits it becomes a captured payment of its own, because money that arrived cannot be refused.
     */
    receiveRemittance: (input: z.infer<typeof Remittance>): Payment => {
      const waiting = payments
        .by(input.reference)
        .find(
          (candidate) =>
            candidate.method === 'bank-remittance'
            && candidate.status === 'requires-action'
            && candidate.currency === input.currency,
        );
      return settleCapture(
        waiting ?? open({ ...input, method: 'bank-remittance', captureMode: 'automatic', keep: false }),
        input.amount,
      );
    },

    /** The buyer's bank takes back what was captured, whatever has become of it since. The payment does not say so. */
    chargeBack: ({ reference }: z.infer<typeof Chargeback>): Payment => {
      const charged = payments.by(reference).find(({ status }) => status === 'captured')
        ?? notFound('payment', reference);
      const { id, capturedAmount, currency } = charged;
      record({ type: 'chargeback', providerId: id, reference, amount: -capturedAmount, fee: 0, currency });
      tell('payment.charged-back', charged);
      return charged;
    },

    stop: () => alarms.clear(),
  };
};

export type PaymentBooks = ReturnType<typeof createPaymentBooks>;

/** One minor unit short; a single unit cannot be short, so it is one too many. */
const otherAmount = (asked: number) => (asked === 1 ? 2 : asked - 1);

const notFound = (what: string, id: string): never => {
  throw new Refusal(404, `${what}-not-found`, `There is no ${what} ${id}.`);
};
