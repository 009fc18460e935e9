/** What other contexts may use of notices. */
export { announced, Figures } from './announced-store.ts';
export type { Person, Telling } from './message.ts';
export { peopleOf, personOf } from './receivers.ts';
export { renderMail, renderPush, renderText, type Sites, type Told } from './render.ts';
export { sites } from './sites.ts';
export { messages } from './store.ts';
export { tell, telling } from './tell.ts';
