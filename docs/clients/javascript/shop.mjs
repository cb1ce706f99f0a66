// Sends views of items in one session, one after the other, and prints the recommendation for each:
//
//   node shop.mjs BOOTSTRAP-SERVERS json|avro SESSION ITEM...
//
// json or avro is how the events are written; the job reads both. EVENTS_TOPIC and
// RECOMMENDATIONS_TOPIC name other topics than the default ones.
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { SingleObject } from './single-object.mjs';

const [bootstrapServers, format, session, ...items] = process.argv.slice(2);
if (!['json', 'avro'].includes(format) || !session || items.length === 0) {
  console.error('usage: node shop.mjs BOOTSTRAP-SERVERS json|avro SESSION ITEM...');
  process.exit(2);
}
const eventsTopic = process.env.EVENTS_TOPIC ?? 'events';
const recommendationsTopic = process.env.RECOMMENDATIONS_TOPIC ?? 'recommendations';
const PATIENCE_MILLIS = 60_000;

const events = new SingleObject('SessionEvent');
const recommendations = new SingleObject('Recommendation', 'EventCoordinates');

function encode(item) {
  const event = {
    sessionId: session,
    itemId: item,
    eventTime: Date.now(),
    eventType: 'view',
    eventId: randomUUID(),
  };
  return format === 'json'
    ? JSON.stringify(event)
    : events.encode({ ...event, userId: null, context: {} });
}

const brokers = bootstrapServers.split(',');
const kafka = new Kafka({ clientId: 'shop', brokers, logLevel: logLevel.ERROR });
const producer = kafka.producer();
const consumer = kafka.consumer({ groupId: `shop-${randomUUID()}` });
const answers = new Map(); // what to call with a recommendation, by its event's coordinates
const early = new Map(); // recommendations that came before the producer knew the coordinates

const place = (partition, offset) => `${partition}:${offset}`;

function answered(recommendation) {
  const at = place(recommendation.event.partition, recommendation.event.offset);
  if (answers.has(at)) {
    answers.get(at)(recommendation);
  } else if (recommendation.sessionId === session) {
    early.set(at, recommendation);
  }
}

function answerOf(at) {
  return early.has(at)
    ? Promise.resolve(early.get(at))
    : new Promise((resolve) => answers.set(at, resolve));
}

const impatient = setTimeout(() => {
  console.error(`no recommendation within ${PATIENCE_MILLIS / 1000} s`);
  process.exit(1);
}, PATIENCE_MILLIS);

await producer.connect();
await consumer.connect();
await consumer.subscribe({ topic: recommendationsTopic, fromBeginning: true });
await consumer.run({
  eachMessage: async ({ message }) => answered(recommendations.decode(message.value)),
});
for (const item of items) {
  const messages = [{ key: session, value: encode(item) }];
  const [sent] = await producer.send({ topic: eventsTopic, messages });
  const answer = await answerOf(place(sent.partition, sent.baseOffset));
  const { modelVersion, source, position, items: best } = answer;
  console.log(JSON.stringify({ item, position, source, modelVersion, items: best }));
}
clearTimeout(impatient);
await consumer.disconnect();
await producer.disconnect();
