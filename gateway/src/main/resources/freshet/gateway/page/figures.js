import { LiveChart } from './charts.js';
import { PanelState, byId, clock, count, el, millis, percent } from './dom.js';

const SWAPS_KEPT = 10;

/** The figures of this moment, and how they went in the last minutes. */
export class Figures {
  constructor() {
    this.state = new PanelState(byId('now'));
    this.tiles = byId('tiles');
    this.marks = [];
    this.log = byId('swaps');
    this.rate = new LiveChart(byId('chart-rate'), this.marks, count);
    this.latency = new LiveChart(byId('chart-latency'), this.marks, millis);
    this.hits = new LiveChart(byId('chart-hits'), this.marks, percent);
    this.charts = [this.rate, this.latency, this.hits];
    this.state.say('Waiting for the first figures …');
  }

  /** Takes what the server remembers of the last minutes. */
  history({ figures, swaps }) {
    this.charts.forEach((chart) => chart.clear());
    figures.forEach((second) => this.add(second));
    swaps.forEach((swap) => this.swap(swap));
    if (figures.length > 0) {
      this.tell(figures.at(-1));
    }
    this.charts.forEach((chart) => chart.draw());
  }

  /** Takes the figures of a second. */
  show(figures) {
    this.add(figures);
    this.tell(figures);
    this.charts.forEach((chart) => chart.draw());
  }

  add({ time: said, eventsPerSecond, answersPerSecond, latency, models }) {
    const time = Date.parse(said);
    this.rate.add(time, { clicks: eventsPerSecond, answers: answersPerSecond });
    this.latency.add(time, latency ? { half: latency.p50, '99 of 100': latency.p99 } : {});
    const judged = models.filter((model) => model.judged > 0);
    this.hits.add(time, Object.fromEntries(judged.map((model) => [`model ${model.version}`, model.recentRecallAt20])));
  }

  tell(figures) {
    const { latency } = figures;
    const served = figures.models.find((model) => model.version === figures.served);
    this.state.clear();
    byId('now-time').textContent = `at ${clock(figures.time)}`;
    this.tiles.replaceChildren(
      tile('Clicks a second', count(figures.eventsPerSecond), `${count(figures.answersPerSecond)} answered`),
      tile('Half are answered in', latency ? millis(latency.p50) : '–', 'from the click to the answer'),
      tile('99 of 100 in', latency ? millis(latency.p99) : '–', latency ? `95 of 100 in ${millis(latency.p95)}` : 'no answer yet'),
      tile(
        'Hit rate',
        served?.judged ? percent(served.recentRecallAt20) : '–',
        served?.judged ? `of model ${served.version}, ${count(served.judged)} next clicks` : 'no next click yet',
      ),
      tile('Visitors in the shop', count(figures.openSessions), sourcesOf(figures.sources)),
    );
  }

  /** Marks that another model took over. */
  swap(swap) {
    if (this.marks.some((mark) => mark.to === swap.to)) {
      return; // told again after a lost connection
    }
    this.marks.push(swap);
    const words = swap.from
      ? `model ${swap.to} took over from model ${swap.from}`
      : `model ${swap.to} began to answer`;
    this.log.prepend(el('li', { 'data-swap': swap.to }, `${clock(swap.time)} ${words}`));
    if (this.log.childElementCount > SWAPS_KEPT) {
      this.log.lastElementChild.remove();
    }
  }

  lost() {
    this.state.say('These figures are no longer live; the page tries to reach its server again.');
  }
}

function tile(name, value, note) {
  return el('div', {}, el('dt', {}, name), el('dd', {}, value), el('dd', {}, note));
}

function sourcesOf({ MODEL = 0, POPULAR = 0, NONE = 0 }) {
  const all = MODEL + POPULAR + NONE;
  return all === 0 ? 'no answer yet' : `${percent(MODEL / all)} of answers by a model`;
}
