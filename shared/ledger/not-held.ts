import { Overtaken } from '../kernel/problems.ts';

/**
 * An entry would take more from a guarded account than is there: somebody else has moved the money. Who saves, in the
 * same transaction, a version that all other moves of that money would have changed, knows that it is gone for good.
 */
export class NotHeld extends Overtaken {
  constructor() {
    super('The money is not held any more');
  }
}
