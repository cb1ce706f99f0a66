// Sends views of items in one session, one after the other, and prints what became of each: its
// recommendation, its rejection, or after the deadline "late" and the session's newest
// recommendation, which is that of an earlier event:
//
//   node shop.mjs BOOTSTRAP-SERVERS json|avro SESSION ITEM...
//
// json or avro is how the events are written; the job reads both. EVENTS_TOPIC,
// RECOMMENDATIONS_TOPIC and REJECTED_TOPIC name other topics than the default ones, DEADLINE_MILLIS
// another deadline than a second.
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
const rejectedTopic = process.env.REJECTED_TOPIC ?? 'rejected-events';
const deadlineMillis = Number(process.env.DEADLINE_MILLIS ?? 1000);

const events = new SingleObject('SessionEvent');
const recommendations = new SingleObject('Recommendation', 'EventCoordinates');
const rejections = new SingleObject('RejectedEvent', 'EventCoordinates');

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
const producer = kafka.producer({ allowAutoTopicCreation: false });
const consumer = kafka.consumer({ groupId: `shop-${randomUUID()}`, allowAutoTopicCreation: false });
const admin = kafka.admin();
const waiting = new Map(); // what to call with the answer, by its event's coordinates
const early = new Map(); // answers that came before the producer knew the coordinates
let newest = null; // the session's newest recommendation

const place = ({ partition, offset }) => `${partition}:${offset}`;

function answered(event, answer) {
  const at = place(event);
  if (waiting.has(at)) {
    waiting.get(at)(answer);
  } else {
    early.set(at, answer);
  }
}

function read(topic, { key, value }) {
  if (key?.toString() !== session) {
    return; // of a session that others serve
  }
  if (topic === rejectedTopic) {
    const { event, reason, detail } = rejections.decode(value);
    answered(event, { rejected: reason, detail });
  } else {
    const { event, position, source, modelVersion, items: best } = recommendations.decode(value);
    newest = { position, source, modelVersion, items: best };
    answered(event, newest);
  }
}

/** What became of the event at a place, within the deadline; late answers are forgotten. */
async function answerOf(at, deadline) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(() => resolve({ late: true, newest }), deadline - Date.now());
  });
  const own = early.has(at)
    ? Promise.resolve(early.get(at))
    : new Promise((resolve) => waiting.set(at, resolve));
  try {
    return await Promise.race([own, late]);
  } finally {
    clearTimeout(timer);
    waiting.delete(at);
    early.clear(); // one event is on its way at a time
  }
}

/** Where the topics end now, before the first event: from there on no answer is missed. */
async function ends() {
  await admin.connect();
  const found = [];
  for (const topic of [recommendationsTopic, rejectedTopic]) {
    for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
      found.push({ topic, partition, offset: high });
    }
  }
  await admin.disconnect();
  return found;
}

const positions = await ends();
await producer.connect();
await consumer.connect();
await consumer.subscribe({ topics: [recommendationsTopic, rejectedTopic] });
await consumer.run({ eachMessage: async ({ topic, message }) => read(topic, message) });
positions.forEach((position) => consumer.seek(position));
for (const item of items) {
  const deadline = Date.now() + deadlineMillis;
  const messages = [{ key: session, value: encode(item) }];
  const [sent] = await producer.send({ topic: eventsTopic, messages });
  const at = place({ partition: sent.partition, offset: sent.baseOffset });
  console.log(JSON.stringify({ item, ...(await answerOf(at, deadline)) }));
}
await consumer.disconnect();
await producer.disconnect();
