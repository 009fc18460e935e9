import * as z from 'zod';
import type { Currency } from '../../kernel/values/money.ts';
import { Problem } from '../../kernel/problems.ts';

/**
 * How a buyer pays. On-line by card, at the bank's own site (`net-bank`) or from an account with somebody else, such as
 * Alipay or PayPal (`third-party`); on the phone in the bank's app (`mobile-bank`) or with what it holds (`wallet`); or by
 * a remittance, which arrives days later.
 */
export type PaymentMethod = z.infer<typeof PaymentMethod>;
export const PaymentMethod = z.enum(['card', 'net-bank', 'third-party', 'mobile-bank', 'wallet', 'bank-remittance']);

interface Availability {
  /** Currencies in which it is offered. */
  readonly currencies: readonly Currency[];
  /** Countries in which it is offered; all of them when there is no list. */
  readonly countries?: readonly string[];
}

/** Where each method is offered [PAY-02]. */
const availability: Record<PaymentMethod, Availability> = {
  'card': { currencies: ['AUD', 'BRL', 'CNY', 'EUR', 'GBP', 'HKD', 'JPY', 'KWD', 'SGD', 'USD'] },
  'net-bank': { currencies: ['BRL', 'CNY', 'EUR'], countries: ['BR', 'CN', 'DE', 'NL'] },
  'third-party': { currencies: ['AUD', 'BRL', 'CNY', 'EUR', 'GBP', 'HKD', 'SGD', 'USD'] },
  'mobile-bank': { currencies: ['BRL', 'CNY', 'SGD'], countries: ['BR', 'CN', 'SG'] },
  'wallet': { currencies: ['BRL', 'CNY', 'EUR', 'HKD', 'SGD', 'USD'] },
  'bank-remittance': {
    currencies: ['BRL', 'CNY', 'EUR', 'USD'],
    countries: ['BR', 'CN', 'DE', 'ES', 'FR', 'IT', 'NL', 'US'],
  },
};

/** The methods by which a buyer in this country can pay in this currency. */
export const methodsFor = (currency: Currency, country: string): PaymentMethod[] =>
  PaymentMethod.options.filter((method) => {
    const { currencies, countries } = availability[method];
    return currencies.includes(currency) && (countries?.includes(country) ?? true);
  });

/** @throws Problem method-unavailable */
export const mustOffer = (method: PaymentMethod, currency: Currency, country: string): void => {
  if (!methodsFor(currency, country).includes(method)) {
    throw new Problem('method-unavailable', `${method} for ${currency} in ${country}`);
  }
};
