import * as z from 'zod';
import type { Currency } from '../kernel/money.ts';
import { Problem } from '../kernel/problems.ts';

/** How a buyer pays. */
export type PaymentMethod = z.infer<typeof PaymentMethod>;
export const PaymentMethod = z.enum(['card', 'wallet', 'bank-remittance']);

interface Availability {
  /** Currencies in which it is offered. */
  readonly currencies: readonly Currency[];
  /** Countries in which it is offered; all of them when there is no list. */
  readonly countries?: readonly string[];
}

/** Where each method is offered [PAY-02]. */
const availability: Record<PaymentMethod, Availability> = {
  'card': { currencies: ['AUD', 'BRL', 'CNY', 'EUR', 'GBP', 'HKD', 'JPY', 'KWD', 'SGD', 'USD'] },
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
