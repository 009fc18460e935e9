import * as z from 'zod';
import { changed, created, move, type Change, type Steps } from '../kernel/store/change.ts';
import type { Instant } from '../kernel/values/clock.ts';
import type { AccountId, MerchantId } from '../kernel/values/ids.ts';
import { Problem } from '../kernel/problems.ts';
import { AgreementKind, currentVersion, type Acceptances } from './agreements.ts';
import { itemNames, type ApplicationItems, type ItemName } from './application-items.ts';
import {
  agreementsAccepted,
  applicationApproved,
  applicationItemsJudged,
  applicationItemsSupplied,
  applicationOpened,
  applicationRejected,
  applicationSubmitted,
  reviewStarted,
  supplementAsked,
} from './events.ts';

export type ApplicationState = z.infer<typeof ApplicationState>;
export const ApplicationState = z.enum(['draft', 'submitted', 'in-review', 'supplement-asked', 'approved', 'rejected']);

/** What a reviewer found of one item. */
export interface Finding {
  readonly passed: boolean;
  readonly comment: string;
  readonly by: AccountId;
  readonly at: Instant;
}

/**
 * A shop's application to sell; its id is the shop's. Invariant: what has passed cannot be changed any more, and what
 * is changed loses its finding, so that a finding always speaks of what is there.
 */
export interface Application {
  readonly id: MerchantId;
  readonly version: number;
  readonly state: ApplicationState;
  readonly items: Partial<ApplicationItems>;
  readonly agreements: Acceptances;
  readonly findings: { readonly [I in ItemName]?: Finding };
  /** How many times it has been submitted. */
  readonly round: number;
  readonly openedAt: Instant;
  /** The latest submission. */
  readonly submittedAt?: Instant;
  /** Why it was rejected. */
  readonly reason?: string;
}

export const applicationSteps = {
  submit: { from: ['draft', 'supplement-asked'], to: 'submitted' },
  /** Also by another reviewer, who has it from the first one now. */
  take: { from: ['submitted', 'in-review'], to: 'in-review' },
  judge: { from: ['in-review'], to: 'in-review' },
  askSupplement: { from: ['in-review'], to: 'supplement-asked' },
  approve: { from: ['in-review'], to: 'approved' },
  reject: { from: ['in-review'], to: 'rejected' },
  lapse: { from: ['supplement-asked'], to: 'rejected' },
} as const satisfies Steps<ApplicationState>;

const ofMerchant = (application: Application, at: Instant) => ({ merchantId: application.id, at });

export const openApplication = (id: MerchantId, items: Partial<ApplicationItems>, now: Instant): Change<Application> =>
  created<Application>(
    { id, state: 'draft', items, agreements: {}, findings: {}, round: 0, openedAt: now },
    applicationOpened({ merchantId: id, at: now }),
  );

/** Nothing changes under the eyes of a reviewer. @throws Problem illegal-step */
const mustBeWithMerchant = ({ state }: Application): void => {
  if (state !== 'draft' && state !== 'supplement-asked') {
    throw new Problem('illegal-step', `Nothing can be changed while ${state}`);
  }
};

/**
 * Writes or replaces items.
 * @throws Problem illegal-step, item-passed when one of them has passed the review already
 */
export const supply = (
  application: Application,
  items: Partial<ApplicationItems>,
  now: Instant,
): Change<Application> => {
  mustBeWithMerchant(application);
  const names = Object.keys(items) as ItemName[];
  const passed = names.filter((name) => application.findings[name]?.passed);
  if (passed.length) throw new Problem('item-passed', passed.join(', '));
  return changed<Application>(application, {
    items: { ...application.items, ...items },
    findings: Object.fromEntries(
      Object.entries(application.findings).filter(([name]) => !names.includes(name as ItemName)),
    ),
  }, applicationItemsSupplied({ ...ofMerchant(application, now), items: names }));
};

/** @throws Problem illegal-step, agreement-outdated when another version than the present one is named */
export const acceptAgreements = (
  application: Application,
  accepted: readonly { kind: AgreementKind; version: string }[],
  now: Instant,
): Change<Application> => {
  mustBeWithMerchant(application);
  const outdated = accepted.find(({ kind, version }) => version !== currentVersion(kind));
  if (outdated) throw new Problem('agreement-outdated', `${outdated.kind} ${outdated.version}`);
  return changed<Application>(application, {
    agreements: {
      ...application.agreements,
      ...Object.fromEntries(accepted.map(({ kind, version }) => [kind, { version, at: now }])),
    },
  }, agreementsAccepted({ ...ofMerchant(application, now), agreements: [...accepted] }));
};

/** The items that have to be supplied, or supplied anew, before it can be submitted. */
export const missingItems = ({ items, findings }: Application): ItemName[] =>
  itemNames.filter((name) => items[name] === undefined || findings[name]?.passed === false);

/** The agreements whose present version has not been accepted. */
export const missingAgreements = ({ agreements }: Application): AgreementKind[] =>
  AgreementKind.options.filter((kind) => agreements[kind]?.version !== currentVersion(kind));

/** @throws Problem illegal-step, agreements-not-accepted, application-incomplete naming each missing item */
export const submit = (application: Application, now: Instant): Change<Application> => {
  const round = application.round + 1;
  const submitted = move(
    applicationSteps,
    application,
    'submit',
    { round, submittedAt: now },
    applicationSubmitted({ ...ofMerchant(application, now), round }),
  );
  const unaccepted = missingAgreements(application);
  if (unaccepted.length) throw new Problem('agreements-not-accepted', unaccepted.join(', '));
  const missing = missingItems(application);
  if (missing.length) {
    throw new Problem(
      'application-incomplete',
      missing.join(', '),
      missing.map((path) => ({ path, message: faultOf(application, path) })),
    );
  }
  return submitted;
};

const faultOf = ({ findings }: Application, item: ItemName): string => findings[item]?.comment ?? 'is missing';

/** A reviewer takes it, or begins again. */
export const take = (application: Application, reviewerId: AccountId, now: Instant): Change<Application> =>
  move(
    applicationSteps,
    application,
    'take',
    {},
    reviewStarted({ ...ofMerchant(application, now), reviewerId }),
  );

/** Records what a reviewer found of some items; each may be judged again until the application is decided. */
export const judge = (
  application: Application,
  found: readonly { item: ItemName; passed: boolean; comment: string }[],
  by: AccountId,
  now: Instant,
): Change<Application> => {
  const findings = found.map(({ item, passed, comment }) => [item, { passed, comment, by, at: now }] as const);
  return move(
    applicationSteps,
    application,
    'judge',
    { findings: { ...application.findings, ...Object.fromEntries(findings) } },
    applicationItemsJudged({
      ...ofMerchant(application, now),
      passed: found.filter(({ passed }) => passed).map(({ item }) => item),
      failed: found.filter(({ passed }) => !passed).map(({ item }) => item),
    }),
  );
};

/** The items that failed, in the order of the headings. */
const failedItems = ({ findings }: Application): { item: ItemName; comment: string }[] =>
  itemNames.flatMap((item) => (findings[item]?.passed === false ? [{ item, comment: findings[item].comment }] : []));

/** @throws Problem review-incomplete naming what is not judged yet */
const mustBeJudged = (application: Application): void => {
  const open = itemNames.filter((name) => !application.findings[name]);
  if (open.length) throw new Problem('review-incomplete', `Not judged yet: ${open.join(', ')}`);
};

const mustHaveFailed = (failed: readonly unknown[]): void => {
  if (!failed.length) throw new Problem('review-incomplete', 'No item has failed');
};

/** @throws Problem illegal-step, review-incomplete unless every item has passed */
export const approve = (application: Application, now: Instant): Change<Application> => {
  const approved = move(
    applicationSteps,
    application,
    'approve',
    {},
    applicationApproved(ofMerchant(application, now)),
  );
  mustBeJudged(application);
  const failed = failedItems(application);
  if (failed.length) throw new Problem('review-incomplete', `Failed: ${failed.map(({ item }) => item).join(', ')}`);
  return approved;
};

/** The items of an approved application: none is missing. */
export const approvedItems = ({ items }: Application): ApplicationItems => items as ApplicationItems;

/**
 * Sends it back for the items that failed, with the comments.
 * @throws Problem illegal-step, review-incomplete when none failed
 */
export const askSupplement = (application: Application, now: Instant): Change<Application> => {
  const findings = failedItems(application);
  const asked = move(
    applicationSteps,
    application,
    'askSupplement',
    {},
    supplementAsked({ ...ofMerchant(application, now), findings }),
  );
  mustBeJudged(application);
  mustHaveFailed(findings);
  return asked;
};

/** Turns it down for good. @throws Problem illegal-step, review-incomplete when no item failed */
export const reject = (application: Application, reason: string, now: Instant): Change<Application> => {
  const rejected = move(
    applicationSteps,
    application,
    'reject',
    { reason },
    applicationRejected({ ...ofMerchant(application, now), reason }),
  );
  mustBeJudged(application);
  mustHaveFailed(failedItems(application));
  return rejected;
};

/** Turns it down because the supplements of this round never came. */
export const lapse = (application: Application, round: number, now: Instant): Change<Application> => {
  if (application.round !== round) throw new Problem('illegal-step', 'The supplements have come');
  const reason = 'The supplements did not come in time';
  return move(
    applicationSteps,
    application,
    'lapse',
    { reason },
    applicationRejected({ ...ofMerchant(application, now), reason }),
  );
};
