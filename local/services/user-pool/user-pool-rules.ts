/** Cognito's rules for passwords and for the addresses that users sign up with. */
import type { PasswordPolicyType } from 'aws-sdk/clients/cognitoidentityserviceprovider.js';
import { CognitoProblem, invalidParameter, required } from './user-pool-problem.ts';

/** A user attribute that codes can be sent to; the order is Cognito's preference. */
export const addressNames = ['phone_number', 'email'] as const;
export type AddressName = (typeof addressNames)[number];

const patterns: Readonly<Record<AddressName, RegExp>> = {
  phone_number: /^\+\d{5,15}$/,
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
};
const words: Readonly<Record<AddressName, string>> = { phone_number: 'phone number', email: 'email' };

/** Which of the allowed kinds of address a user name is; undefined if the pool takes any name. Throws if it is none. */
export const addressKind = (allowed: readonly AddressName[], username: string): AddressName | undefined => {
  const kind = allowed.find((name) => patterns[name].test(username));
  if (kind === undefined && allowed.length > 0) {
    const choices = allowed.map((name) => (name === 'email' ? 'an email' : 'a phone number')).reverse();
    throw invalidParameter(`Username should be ${choices.join(' or ')}.`);
  }
  return kind;
};

/** Throws if the value is no address of that kind. */
export const checkAddress = (name: AddressName, value: string): void => {
  if (!patterns[name].test(value)) throw invalidParameter(`Invalid ${words[name]} format.`);
};

/** How an answer says where a code went, without giving the address away. */
export const deliveryDetails = (name: AddressName, to: string): object => ({
  AttributeName: name,
  DeliveryMedium: name === 'email' ? 'EMAIL' : 'SMS',
  Destination: name === 'email' ? to.replace(/^(.)[^@]*@(.).*$/, '$1***@$2***') : to.replace(/\d(?=\d{4})/g, '*'),
});

/** The same for a user who does not exist, so that nobody learns it. */
export const simulatedDelivery = (username: string): object =>
  patterns.phone_number.test(username) ? deliveryDetails('phone_number', username) : deliveryDetails('email', 'a@b.c');

const passwordRules: readonly [keyof PasswordPolicyType, RegExp, string][] = [
  ['RequireUppercase', /[A-Z]/, 'Password must have uppercase characters'],
  ['RequireLowercase', /[a-z]/, 'Password must have lowercase characters'],
  ['RequireNumbers', /\d/, 'Password must have numeric characters'],
  ['RequireSymbols', /[\^$*.[\]{}()?\-"!@#%&/\\,><':;|_~`+= ]/, 'Password must have symbol characters'],
];

/** Gives the password back, or throws Cognito's sentence about the first rule that it breaks. */
export const checkPassword = (policy: PasswordPolicyType = {}, password: string | undefined): string => {
  const given = required(password, 'password');
  const broken = given.length < (policy.MinimumLength ?? 8)
    ? 'Password not long enough'
    : passwordRules.find(([rule, pattern]) => policy[rule] === true && !pattern.test(given))?.[2];
  if (broken === undefined) return given;
  throw new CognitoProblem('InvalidPasswordException', `Password did not conform with policy: ${broken}`);
};
