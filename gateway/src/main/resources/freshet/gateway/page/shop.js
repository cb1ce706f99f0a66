import { call } from './api.js';
import { PanelState, byId, el, settled } from './dom.js';
import { card, remember } from './items.js';

const SHOWN = 60;

/** The items on sale, and the search among them. */
export class Shop {
  constructor(look) {
    this.look = look;
    this.state = new PanelState(byId('shop'));
    this.goods = byId('goods');
    this.query = byId('query');
    const search = settled(200, () => this.load());
    this.query.addEventListener('input', search);
    byId('search').addEventListener('submit', (event) => {
      event.preventDefault();
      search();
    });
    this.state.say('The shop is opening …');
    this.load();
  }

  async load() {
    const words = this.query.value.trim();
    try {
      const { items } = await call('GET', `v1/items?n=${SHOWN}&q=${encodeURIComponent(words)}`);
      if (words !== this.query.value.trim()) {
        return; // a later search has its own answer
      }
      this.show(remember(items), words);
    } catch (error) {
      this.goods.replaceChildren();
      this.state.fault(error, () => this.load());
    }
  }

  show(items, words) {
    this.goods.replaceChildren(...items.map((item) => el('li', {}, card(item, categoryOf(item), this.look))));
    if (items.length > 0) {
      this.state.clear();
    } else if (words) {
      this.state.say(`Nothing in the shop has “${words}” in its name.`);
    } else {
      this.state.say('The shop is empty until a model has learned its items. Train one and publish it.');
    }
  }

  get empty() {
    return this.goods.childElementCount === 0;
  }
}

/** The category, where the title does not say it. */
const categoryOf = ({ title = '', category = '' }) => (title.includes(category) ? '' : category);
