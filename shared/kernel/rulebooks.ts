import * as z from 'zod';
import { rulebook, whole } from './policy/rulebook.ts';

/**
 * How many requests one caller may send. What keeps passwords and codes safe, and how much strangers may have sent to one
 * person, is no policy (limits.ts). The least of what is counted in steps leaves a step small beside it.
 */
export const requestLimits = rulebook(
  'request-limits',
  1,
  z.strictObject({
    readsOfAccount: whole(600, 60_000).describe('Requests that read, of one account in a minute'),
    readsOfNetwork: whole(1_200, 1_000_000).describe('The same of one network, behind which thousands may be'),
    commandsOfAccount: whole(300, 60_000).describe('Requests that change something, of one account in a minute'),
    commandsOfNetwork: whole(600, 1_000_000).describe('The same of one network'),
    paidOfAccount: whole(10, 100_000).describe('Requests that cost money outside, of one account in an hour'),
    paidOfNetwork: whole(20, 1_000_000).describe('The same of one network'),
    sentOfAccount: whole(5, 1_000).describe('Messages that one account may have sent to others in an hour'),
    sentOfNetwork: whole(5, 1_000).describe('Codes that one network may have sent to anybody in an hour'),
    sentOfNetworkInADay: whole(5, 10_000).describe('The same in a day'),
    sentInADay: whole(100, 10_000_000).describe(
      'Codes that everybody together may have sent in a day: each text message is paid for',
    ),
  }),
  {
    readsOfAccount: 3_000,
    readsOfNetwork: 12_000,
    commandsOfAccount: 1_200,
    commandsOfNetwork: 6_000,
    paidOfAccount: 600,
    paidOfNetwork: 3_000,
    sentOfAccount: 60,
    sentOfNetwork: 60,
    sentOfNetworkInADay: 300,
    sentInADay: 20_000,
  },
  {
    summary: 'How many requests one account or network may send, and how many codes are sent at all.',
    propose: ['operator', 'admin'],
    approve: ['operator', 'admin'],
  },
);
export type RequestLimits = typeof requestLimits.byDefault;
