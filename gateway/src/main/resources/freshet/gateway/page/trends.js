import { call } from './api.js';
import { PanelState, byId, el } from './dom.js';
import { card, details } from './items.js';

const EVERY = 5000; // milliseconds
const LISTED = 40; // from these the categories are told
const SHOWN = 8;

/** What is viewed most now and what is new, of all items or of one category. */
export class Trends {
  constructor(look) {
    this.look = look;
    this.panel = byId('trends');
    this.state = new PanelState(this.panel);
    this.category = '';
    this.categories = [];
    this.load();
  }

  async load() {
    clearTimeout(this.timer);
    const category = this.category;
    try {
      const all = await call('GET', `v1/trending?n=${LISTED}`);
      this.panel.hidden = !all.asOf; // only the job's lists tell of a time
      byId('trends-link').hidden = this.panel.hidden;
      if (!this.panel.hidden) {
        await this.show(all.items, category);
      }
    } catch (error) {
      this.state.fault(error, () => this.load());
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), EVERY);
  }

  async show(all, category) {
    const of = category ? `&category=${encodeURIComponent(category)}` : '';
    const [trending, fresh, known] = await Promise.all([
      category ? call('GET', `v1/trending?n=${SHOWN}${of}`).then(({ items }) => items) : all.slice(0, SHOWN),
      call('GET', `v1/new?n=${SHOWN}${of}`).then(({ items }) => items),
      details(all.map(({ itemId }) => itemId)),
    ]);
    const cards = await Promise.all([trending, fresh].map((items) => details(items.map(({ itemId }) => itemId))));
    if (category !== this.category) {
      return; // a later choice has its own answer
    }
    known.filter((item) => item.category).forEach((item) => this.offer(item.category));
    byId('trending').replaceChildren(...cards[0].map((item) => el('li', {}, card(item, '', this.look))));
    byId('newest').replaceChildren(...cards[1].map((item) => el('li', {}, card(item, '', this.look))));
    byId('trending').dataset.category = category;
    this.state.clear();
  }

  offer(category) {
    if (!this.categories.includes(category)) {
      this.categories = [...this.categories, category].sort();
      this.choices();
    }
  }

  choices() {
    const choice = (name, words) =>
      el(
        'button',
        {
          type: 'button',
          class: 'chip',
          'data-category': name,
          'aria-pressed': String(name === this.category),
          onclick: () => {
            this.category = name;
            this.choices();
            this.load();
          },
        },
        words,
      );
    byId('categories').replaceChildren(choice('', 'everything'), ...this.categories.map((name) => choice(name, name)));
  }
}
