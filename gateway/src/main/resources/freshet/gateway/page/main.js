import { key } from './api.js';
import { byId, count } from './dom.js';
import { Figures } from './figures.js';
import { Item } from './item.js';
import { details } from './items.js';
import { Models } from './models.js';
import { Rollout } from './rollout.js';
import { Shop } from './shop.js';
import { Stream } from './stream.js';
import { Trends } from './trends.js';
import { Visit } from './visit.js';
import { Visits } from './visits.js';

key.takeFromAddress();

const look = (item) => {
  visit.click(item);
  detail.show(item);
};
const shop = new Shop(look);
const visit = new Visit(look);
const detail = new Item(look, () => shop.load());
const trends = new Trends(look);
const figures = new Figures();
const rollout = new Rollout();
const models = new Models(() => {
  rollout.load();
  detail.again(details);
  live.close();
  live = connect();
});
const visits = new Visits(look);

const pill = byId('connection');
let lost = false;

function connect() {
  return new Stream(
    'v1/live',
    {
      figures: (now) => {
        pill.textContent = now.served
          ? `Live: model ${now.served}, ${count(now.eventsPerSecond)} clicks a second`
          : 'Live: no model yet';
        figures.show(now);
        models.figures(now);
        rollout.second();
      },
      history: (past) => figures.history(past),
      swap: (swap) => figures.swap(swap),
      recent: (answered) => visits.add(answered),
    },
    (state, error) => {
      pill.className = state === 'open' ? 'pill good' : 'pill bad';
      if (state === 'lost') {
        lost = true;
        pill.textContent = 'Connection lost, trying again …';
        pill.title = error.message;
        figures.lost();
        return;
      }
      pill.textContent = 'Live';
      pill.title = '';
      if (lost || shop.empty) {
        lost = false;
        shop.load(); // what failed while the server was away
        models.load();
        rollout.load();
        trends.load();
      }
    },
  );
}

let live = connect();
