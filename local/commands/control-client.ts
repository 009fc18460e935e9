/** How the npm commands reach a running local cloud. */
import { portsAt } from '../ports.ts';

/** Calls the control endpoint. @throws Error with what it refused, or that no cloud runs there */
export const callControl = async (
  portOffset: number,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> => {
  const url = `http://127.0.0.1:${portsAt(portOffset).control}${path}`;
  const response = await fetch(url, { method, body: body === undefined ? undefined : JSON.stringify(body) }).catch(
    () => {
      throw new Error(`No local cloud answers at ${url}. Start one: npm start`);
    },
  );
  const answer = (await response.json()) as { error?: string };
  if (!response.ok) throw new Error(answer.error);
  return answer;
};

/** Runs a command's work; a failure is one sentence on the terminal. */
export const runCommand = async (work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
};
