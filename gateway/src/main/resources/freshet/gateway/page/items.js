import { call, path } from './api.js';
import { el, percent } from './dom.js';
import { picture } from './picture.js';

const known = new Map();
const asked = new Map();

/** Remembers items as the server tells them. */
export function remember(items) {
  items.forEach((item) => known.set(item.itemId, item));
  return items;
}

export const titleOf = (item) => item.title || item.itemId;

/** The items of some ids, with the titles that the server has for them. */
export function details(ids) {
  return Promise.all(ids.map((id) => known.get(id) ?? ask(id)));
}

/** Asks once, also for an id that many answers name at the same time. */
function ask(id) {
  if (!asked.has(id)) {
    const answer = call('GET', path`v1/items/${id}`)
      .then((item) => remember([item])[0])
      .catch((error) => {
        const nameless = { itemId: id }; // which neither the model nor the titles know
        return error.status === 404 ? remember([nameless])[0] : nameless;
      })
      .finally(() => asked.delete(id));
    asked.set(id, answer);
  }
  return asked.get(id);
}

/** A button with an item's picture and title. */
export function card(item, note, look) {
  const gone = item.available === false;
  return el(
    'button',
    { type: 'button', class: gone ? 'card gone' : 'card', 'data-item': item.itemId, onclick: () => look(item) },
    picture(item),
    el(
      'span',
      { class: 'words' },
      el('span', { class: 'title' }, titleOf(item)),
      ...(gone || note ? [el('span', { class: 'note' }, gone ? 'sold out' : note)] : []),
    ),
  );
}

/** A list of cards of what was recommended, each with its probability. */
export async function recommended(items, shown, look) {
  const best = items.slice(0, shown);
  const full = await details(best.map((item) => item.itemId));
  return el(
    'ul',
    { class: 'cards small' },
    ...full.map((item, at) => el('li', {}, card(item, noteOf(best[at]), look))),
  );
}

function noteOf({ probability }) {
  return probability === undefined ? '' : `${percent(probability)} likely`;
}
