import { call, key, path } from './api.js';
import { PanelState, byId, el } from './dom.js';
import { recommended, remember, titleOf } from './items.js';
import { picture } from './picture.js';

const SHOWN = 6;

/** The item that was looked at last: its neighbours, and the switch that takes it off the answers. */
export class Item {
  constructor(look, changed) {
    this.look = look;
    this.changed = changed;
    this.state = new PanelState(byId('item'));
    this.body = byId('item-body');
    this.state.say('Choose an item to see which ones are much like it.');
  }

  async show(item) {
    this.itemId = item.itemId;
    this.head(item);
    this.state.clear();
    try {
      const [own, similar] = await Promise.all([
        call('GET', path`v1/items/${item.itemId}`),
        call('GET', `${path`v1/items/${item.itemId}/similar`}?n=${SHOWN}`),
      ]);
      remember([own]);
      const cards = await recommended(similar.items, SHOWN, this.look);
      if (this.itemId === item.itemId) {
        this.head(own);
        this.body.append(
          similar.items.length > 0
            ? el('div', { class: 'similar' }, el('h3', {}, 'Much like it'), cards)
            : el('p', { class: 'hint' }, 'The model knows no items that are like it.'),
        );
      }
    } catch (error) {
      if (this.itemId === item.itemId) {
        this.state.fault(error, () => this.show(item));
      }
    }
  }

  head(item) {
    const box = el('input', {
      type: 'checkbox', role: 'switch', id: 'sold-out', onchange: () => this.mark(item, box.checked),
      disabled: !key.get(),
    });
    box.checked = item.available === false;
    this.body.replaceChildren(
      el(
        'div',
        { class: 'item' },
        picture(item),
        el('h3', {}, titleOf(item)),
        el('p', { class: 'hint' }, [item.category, `number ${item.itemId}`].filter(Boolean).join(', ')),
        el('label', { class: 'switch' }, box, key.get() ? 'Sold out' : 'Sold out (needs the operator’s key)'),
      ),
    );
  }

  /** Tells the server, which keeps the item out of every answer from now on. */
  async mark(item, soldOut) {
    this.state.clear();
    try {
      await call('PUT', path`v1/items/${item.itemId}/availability`, { available: !soldOut });
      const marked = { ...item, available: !soldOut };
      remember([marked]);
      this.state.say(soldOut ? 'It is recommended to nobody from now on.' : 'It may be recommended again.');
      this.changed(marked);
    } catch (error) {
      this.state.fault(error);
      byId('sold-out').checked = !soldOut;
    }
  }

  /** Looks again, for example when a key was entered. */
  again(items) {
    if (this.itemId) {
      items([this.itemId]).then(([item]) => this.show(item));
    }
  }
}
