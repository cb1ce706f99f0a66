// Views items in one session over HTTP, one after the other, and prints what to show after each:
//
//   node http.mjs http://127.0.0.1:8080 SESSION ITEM...
//
// It needs Node 18 and no package. FRESHET_API_KEY is sent where the gateway asks for a key,
// FRESHET_WAIT is how long an answer is waited for (50ms).
import { randomUUID } from 'node:crypto';

const [gateway, session, ...items] = process.argv.slice(2);
if (!gateway || !session || items.length === 0) {
  console.error('usage: node http.mjs GATEWAY SESSION ITEM...');
  process.exit(2);
}
const key = process.env.FRESHET_API_KEY;
const wait = process.env.FRESHET_WAIT ?? '50ms';

/** The response and its JSON; an error is an answer as well. */
async function call(path, body) {
  const response = await fetch(`${gateway}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      Accept: 'application/json',
      ...(key && { Authorization: `Bearer ${key}` }),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
  });
  return { status: response.status, answer: await response.json() };
}

/** What to show to a visitor who looks at an item. */
async function view(item) {
  const event = { sessionId: session, itemId: item, eventType: 'view', eventId: randomUUID() };
  const { status, answer } = await call(`/v1/events?wait=${wait}`, event);
  if (status === 200) {
    return answer;
  }
  if (status === 202) { // stored, and its answer is late: what the session was told last
    return (await call(`/v1/sessions/${encodeURIComponent(session)}/recommendations`)).answer;
  }
  throw new Error(`${status}: ${answer.detail} ${answer.remedy ?? ''}`);
}

for (const item of items) {
  console.log(JSON.stringify({ item, ...(await view(item)) }));
}
