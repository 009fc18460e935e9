/** Where the runs of vitest of one `npm test` leave what the last group of tests looks back on. */
import { existsSync, readdirSync } from 'node:fs';

/** Beside a cloud that somebody works with; JISHI_PORT_OFFSET moves it out of the way of another run. */
export const portOffset = Number(process.env['JISHI_PORT_OFFSET'] ?? 4000);

/** Where the functions of the cloud under test write their logs. */
export const logsFolder = `.local/offset-${portOffset}/logs`;

/** What the clouds of one `npm test` were asked, a folder for each: the last group of tests looks back on all of them. */
export const recordsFolder = 'reports/records';
export const ownRecords = `${recordsFolder}/${portOffset}`;

/** Every exchange with the cloud under test, a JSON object a line. */
export const exchangesFile = `${ownRecords}/exchanges.jsonl`;
/** Its successful calls, a JSON object a line. */
export const callsFile = `${ownRecords}/calls.jsonl`;

/** The port offsets of the clouds that have records. */
export const recordedClouds = (): string[] => (existsSync(recordsFolder) ? readdirSync(recordsFolder) : []);
