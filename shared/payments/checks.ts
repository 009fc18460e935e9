import * as z from 'zod';
import { sender } from '../kernel/job.ts';
import { PaymentId } from './payment.ts';
import { RefundId } from './refund.ts';

export const CheckPayment = z.strictObject({ paymentId: PaymentId });
export const checkPayment = sender('payments/check-payment', CheckPayment);

export const CheckRefund = z.strictObject({ refundId: RefundId });
export const checkRefund = sender('payments/check-refund', CheckRefund);
