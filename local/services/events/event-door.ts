/** EventBridge's PutEvents behind the gate. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalEventBus } from './event-bus.ts';
import type { Gate } from '../gate.ts';
import { answerError, answerJson, readJson } from '../http-answers.ts';
import { busArn } from '../names.ts';
import type { Place, PutEventsEntry } from '../types.ts';

/** Serves one request; each entry is judged with its own source and detail type. */
export const serveEvents = async (
  { gate, place, bus }: { gate: Gate; place: Place; bus: LocalEventBus },
  request: IncomingMessage,
  response: ServerResponse,
  accessKeyId: string,
  operation: string,
): Promise<void> => {
  const { Entries = [] } = (await readJson(request)) as { Entries?: PutEventsEntry[] };
  if (operation !== 'PutEvents') {
    return answerError(response, 400, 'UnknownOperationException', `The local event bus does not know ${operation}`);
  }
  const accesses = Entries.map(({ EventBusName: name = 'default', Source = '', DetailType = '' }) => ({
    action: 'events:PutEvents',
    resource: name.startsWith('arn:') ? name : busArn(place, name),
    context: { 'events:source': [Source], 'events:detail-type': [DetailType] },
  }));
  if (gate.refuses(response, { accessKeyId, service: 'events', operation }, accesses)) return;
  gate.count(accessKeyId, 'events', operation);
  if (Entries.length === 0 || Entries.length > 10) {
    return answerError(
      response,
      400,
      'ValidationException',
      "Value at 'entries' failed to satisfy constraint: Member must have length between 1 and 10",
    );
  }
  answerJson(response, 200, bus.putEvents(Entries));
};
