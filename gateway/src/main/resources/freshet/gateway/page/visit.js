import { request, call } from './api.js';
import { PanelState, byId, el, millis, percent } from './dom.js';
import { details, recommended, titleOf } from './items.js';
import { picture } from './picture.js';

const WAIT = '2s';
const SHOWN = 8;
const KEPT = 50;
const SOURCES = {
  MODEL: (answer) => `by model ${answer.modelVersion}, from ${answer.position === 1 ? 'this click' : `your ${answer.position} newest clicks`}`,
  POPULAR: () => 'what many people look at, as the model does not know these items',
  NONE: () => 'no model has arrived yet, so there is nothing to suggest',
};

/** The visit of the person in front of this page: each click goes to the server and is answered. */
export class Visit {
  constructor(look) {
    this.look = look;
    this.state = new PanelState(byId('visit'));
    this.answer = byId('answer');
    this.list = byId('clicks');
    byId('new-visit').addEventListener('click', () => this.begin());
    this.begin();
  }

  begin() {
    this.sessionId = `page-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
    this.clicks = [];
    this.newest = 0;
    this.answer.replaceChildren();
    this.list.replaceChildren();
    this.state.say('Nothing looked at yet. Choose an item of the shop.');
  }

  /** Sends a click and shows what came of it beside it. */
  async click(item) {
    const session = this.sessionId;
    const number = this.clicks.push(item.itemId);
    const line = this.line(item);
    this.list.prepend(line.row);
    if (this.list.childElementCount > KEPT) {
      this.list.lastElementChild.remove();
    }
    this.state.clear();
    const began = performance.now();
    try {
      const event = { sessionId: session, itemId: item.itemId, eventType: 'view', eventId: `${session}-${number}` };
      const response = await request('POST', `v1/events?wait=${WAIT}`, event);
      const took = performance.now() - began;
      const answer = await response.json();
      if (response.status === 202) {
        line.note.textContent = `${answer.detail ?? 'The click is stored; its answer is on the way.'}`;
        line.row.dataset.answer = 'late';
        return;
      }
      line.row.dataset.answer = answer.recommendationId;
      line.row.dataset.version = answer.modelVersion;
      line.note.textContent = `answered ${SOURCES[answer.source](answer)}`;
      line.time.textContent = millis(took);
      if (session === this.sessionId && number > this.newest) {
        this.newest = number;
        await this.show(answer);
      }
    } catch (error) {
      line.row.dataset.answer = 'fault';
      line.note.textContent = error.message;
      line.note.classList.add('fault');
    }
  }

  line(item) {
    const note = el('span', { class: 'note' }, 'waiting for the answer …');
    const time = el('span', { class: 'millis' });
    const row = el('li', { 'data-item': item.itemId }, picture(item), el('span', { class: 'title' }, titleOf(item)), time, note);
    return { row, note, time };
  }

  async show(answer) {
    const number = this.newest;
    const cards = await recommended(answer.items, SHOWN, this.look);
    if (number !== this.newest) {
      return; // a later click is answered already
    }
    this.answer.dataset.items = answer.items.map((item) => item.itemId).join(' ');
    this.answer.dataset.answer = answer.recommendationId;
    this.answer.replaceChildren(
      el('h3', {}, answer.source === 'MODEL' ? 'You probably want next' : 'Many people look at'),
      answer.items.length > 0 ? cards : el('p', { class: 'hint' }, 'There is nothing to suggest yet.'),
    );
    if (answer.source === 'MODEL' && this.clicks.length > 1) {
      await this.explain(answer.items[0]);
    }
  }

  /** What of the visit weighed most for the first suggestion. */
  async explain(first) {
    const number = this.newest;
    const words = await why(this.clicks, first.itemId);
    if (number === this.newest && words) {
      this.answer.append(words);
    }
  }
}

/** One sentence about what weighed most for an item, if anything did. */
async function why(clicks, itemId) {
  try {
    const explained = await explanation(clicks, itemId);
    const because = [...(explained?.because ?? [])].sort((a, b) => b.weight - a.weight)[0];
    if (!because || because.weight <= 0) {
      return undefined;
    }
    const [suggested, clicked] = await details([itemId, because.itemId]);
    return el('p', { class: 'hint' }, `${titleOf(suggested)} comes first mostly because of ${titleOf(clicked)}.`);
  } catch (error) {
    return el('p', { class: 'hint' }, `Why it comes first is not known: ${error.message}`);
  }
}

/** How much each click of a visit weighed for an item. */
export async function explanation(clicks, itemId) {
  const { items } = await call('POST', 'v1/explain', { items: clicks.slice(-KEPT), n: 20 });
  return items.find((item) => item.itemId === itemId);
}

export { SOURCES, percent };
