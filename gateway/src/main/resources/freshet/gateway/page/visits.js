import { call, path } from './api.js';
import { PanelState, byId, el, millis, percent } from './dom.js';
import { details, recommended, titleOf } from './items.js';
import { picture } from './picture.js';
import { SOURCES, explanation } from './visit.js';

const SHOWN = 6;
const SUGGESTED = 4;

/** Other people's visits of this moment, and one of them in detail. */
export class Visits {
  constructor(look) {
    this.look = look;
    this.state = new PanelState(byId('visits'));
    this.list = byId('recent');
    this.body = byId('session');
    this.recent = new Map();
    this.state.say('Nobody has clicked yet.');
  }

  /** Takes an answered click of somebody, one of many. */
  async add(answered) {
    this.recent.delete(answered.sessionId);
    this.recent.set(answered.sessionId, answered);
    if (this.recent.size > SHOWN) {
      this.recent.delete(this.recent.keys().next().value);
    }
    if (this.list.matches(':hover, :focus-within')) {
      return; // nothing moves under the hand of who is about to choose
    }
    const newest = [...this.recent.values()].reverse();
    const items = await details(newest.flatMap((one) => [one.itemId, one.items[0]?.itemId ?? one.itemId]));
    this.state.clear();
    this.list.replaceChildren(...newest.map((one, at) => this.line(one, items[2 * at], items[2 * at + 1])));
  }

  line(answered, item, first) {
    return el(
      'li',
      {},
      el(
        'button',
        {
          type: 'button', 'aria-pressed': String(answered.sessionId === this.chosen),
          onclick: () => this.show(answered.sessionId), 'data-session': answered.sessionId,
        },
        picture(item),
        el('span', {}, titleOf(item)),
        ...(answered.items.length > 0
          ? [el('span', { class: 'arrow', 'aria-label': 'then probably' }, '→'), picture(first), el('span', {}, titleOf(first))]
          : []),
        el('span', { class: 'count' }, answered.position === 1 ? 'first click' : `${answered.position} clicks`),
      ),
    );
  }

  /** Shows how a visit went, and what weighed most for what it is recommended. */
  async show(sessionId) {
    this.chosen = sessionId;
    for (const button of this.list.querySelectorAll('button')) {
      button.setAttribute('aria-pressed', String(button.dataset.session === sessionId));
    }
    this.state.say('Looking up the visit …');
    try {
      const session = await call('GET', path`v1/sessions/${sessionId}`);
      const items = await details(session.events.map((event) => event.itemId));
      if (this.chosen === sessionId) {
        this.state.clear();
        this.detail(session, items);
      }
    } catch (error) {
      this.state.fault(error, () => this.show(sessionId));
    }
  }

  async detail({ sessionId, events, answer }, items) {
    const weights = new Map(); // the meter of each click
    const rows = events.map((event, at) => {
      const meter = el('meter', { min: 0, max: 1, value: 0, hidden: true, title: 'how much this click weighed' });
      weights.set(at, meter);
      const took = event.latencyMillis === undefined ? '' : `, answered in ${millis(event.latencyMillis)}`;
      return el(
        'li',
        {},
        picture(items[at]),
        el('span', { class: 'title' }, titleOf(items[at])),
        el('span', { class: 'why' }, meter),
        el('span', { class: 'note' }, `${new Date(event.eventTime).toLocaleTimeString('en-GB')}, ${event.eventType ?? 'view'}${took}`),
      );
    });
    const choice = el('div', { class: 'choice' });
    const words = el('p', { class: 'hint' });
    this.body.replaceChildren(
      el('h3', {}, `Visit ${sessionId}`),
      el('ol', { class: 'clicks', 'aria-label': 'Clicks of this visit' }, ...rows),
      words,
      choice,
    );
    if (!answer || answer.items.length === 0) {
      words.textContent = 'Nothing was recommended to this visitor yet.';
      return;
    }
    words.textContent = `What probably comes next, answered ${SOURCES[answer.source](answer)}. Choose one to see which clicks weighed most for it.`;
    const suggested = await details(answer.items.slice(0, SUGGESTED).map((item) => item.itemId));
    const buttons = suggested.map((item, at) =>
      el(
        'button',
        { type: 'button', class: 'quiet', 'aria-pressed': 'false', onclick: () => weigh(at) },
        `${titleOf(item)}, ${percent(answer.items[at].probability)}`,
      ),
    );
    choice.append(...buttons);
    const weigh = async (chosen) => {
      buttons.forEach((button, at) => button.setAttribute('aria-pressed', String(at === chosen)));
      try {
        const explained = await explanation(events.map((event) => event.itemId), suggested[chosen].itemId);
        const because = explained?.because ?? [];
        const most = Math.max(...because.map((one) => one.weight), 0);
        weights.forEach((meter, at) => {
          const own = because.find((one) => one.position === at + 1);
          meter.hidden = most === 0;
          meter.value = own && most > 0 ? Math.max(0, own.weight / most) : 0;
        });
        words.textContent = most > 0
          ? `The bars say how much each click weighed for ${titleOf(suggested[chosen])}.`
          : `No single click weighed most for ${titleOf(suggested[chosen])}.`;
      } catch (error) {
        words.textContent = error.message;
      }
    };
    if (answer.source === 'MODEL') {
      await weigh(0);
    }
  }
}
