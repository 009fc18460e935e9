import { dispatcher } from '../../shared/kernel/doors/dispatcher.ts';

export const { contract, handler } = dispatcher('Takes what waits in the queues to the jobs that it is for.');
