import * as z from 'zod';
import { sender } from '../kernel/doors/job.ts';
import { PaymentId } from './payment.ts';
import { RefundId } from './refunds/refund.ts';

export const CheckPayment = z.strictObject({ paymentId: PaymentId });
export const checkPayment = sender('payment-provider', 'payments/check-payment', CheckPayment);

/** A look at everything that the provider knows of a payment, in whatever state it is with us. */
export const LookUpPayment = z.strictObject({ paymentId: PaymentId });
export const lookUpPayment = sender('payment-provider', 'payments/look-up-payment', LookUpPayment);

/** A look at what the provider says of a refund, in whatever state it is with us. */
export const LookUpRefund = z.strictObject({ refundId: RefundId });
export const lookUpRefund = sender('payment-provider', 'payments/look-up-refund', LookUpRefund);

export const CheckRefund = z.strictObject({ refundId: RefundId });
export const checkRefund = sender('payment-provider', 'payments/check-refund', CheckRefund);
