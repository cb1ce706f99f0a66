// Writes one event in Avro to standard output: node event.mjs SESSION ITEM > event.avro
import { SingleObject } from './single-object.mjs';

const [sessionId, itemId] = process.argv.slice(2);
if (!itemId) {
  console.error('usage: node event.mjs SESSION ITEM > event.avro');
  process.exit(2);
}
process.stdout.write(
  new SingleObject('SessionEvent').encode({
    sessionId,
    itemId,
    eventTime: Date.now(),
    eventType: 'view',
    eventId: null,
    userId: null,
    context: {},
  }),
);
