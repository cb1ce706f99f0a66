import { call } from './api.js';
import { PanelState, byId, count, el, millis, percent } from './dom.js';

const PAUSE = 5; // live figures, one a second
const STAGES = {
  SHADOW: 'in the shadow',
  CANARY: 'answers some',
  PROMOTED: 'promoted',
  RETURNED: 'taken back',
  ENDED: 'ended',
};
const DECISIONS = {
  BEGIN: 'begins',
  WAIT: 'waits',
  GO_ON: 'goes on',
  SHARE: 'gets other shares',
  PROMOTE: 'is promoted',
  RETURN: 'is taken back',
  END: 'is no longer on trial',
};
const ROWS = [
  ['Hit rate', 'Recall', percent, 'recallGain'],
  ['Mean reciprocal rank', 'Mrr', (value) => value.toFixed(3), 'mrrGain'],
  ['Popular items or none', 'FallbackShare', percent],
  ['Different items', 'Items', count],
  ['95 of 100 answers within', 'P95Millis', millis],
];

/** Champion and challenger, their figures, and what the judge decided. */
export class Rollout {
  constructor() {
    this.panel = byId('trial');
    this.state = new PanelState(this.panel);
    this.waited = 0;
    this.load();
  }

  /** Hears that a second is over. */
  second() {
    this.waited += 1;
    if (this.waited >= PAUSE) {
      this.load();
    }
  }

  async load() {
    this.waited = 0;
    try {
      const { followed, problem, trial, decisions } = await call('GET', 'v1/rollout');
      this.panel.hidden = !followed;
      byId('trial-link').hidden = !followed;
      if (problem) {
        this.state.fault(new Error(problem));
      } else if (trial) {
        this.state.clear();
      } else {
        this.state.say('No challenger was ever on trial.');
      }
      this.show(trial, decisions);
    } catch (error) {
      this.state.fault(error, () => this.load());
    }
  }

  show(trial, decisions) {
    const stage = byId('trial-stage');
    stage.textContent = trial ? STAGES[trial.stage] : '';
    stage.className = `badge ${trial?.stage === 'RETURNED' ? 'refused' : trial ? 'served' : ''}`;
    this.panel.dataset.stage = trial?.stage ?? '';
    byId('trial-body').replaceChildren(...(trial ? this.trial(trial) : []));
    byId('verdicts').replaceChildren(...decisions.map((decision) => this.verdict(decision)));
  }

  trial({ challenger, champion, share, shadow, reason, figures }) {
    const rows = ROWS.filter(([, name]) => `champion${name}` in figures && `challenger${name}` in figures);
    return [
      el(
        'p',
        { class: 'hint' },
        `Model ${challenger} is tried beside model ${champion}: it answers ${percent(share)} of the visits, ` +
          `both answer ${percent(shadow)}.`,
      ),
      el('p', { 'data-reason': true }, reason),
      ...(rows.length
        ? [
            el(
              'table',
              { class: 'trial' },
              el('caption', {}, `${count(figures.predictions)} predictions of both, on the same clicks`),
              el(
                'thead',
                {},
                el('tr', {}, ...['', `Model ${champion}`, `Model ${challenger}`, 'Gain, and its bounds'].map(head)),
              ),
              el('tbody', {}, ...rows.map((row) => this.row(figures, row))),
            ),
          ]
        : []),
    ];
  }

  row(figures, [words, name, form, gain]) {
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, words),
      el('td', {}, form(figures[`champion${name}`])),
      el('td', {}, form(figures[`challenger${name}`])),
      el('td', {}, gain && gain in figures ? bounds(figures, gain) : ''),
    );
  }

  verdict({ number, challenger, decision, reason, decidedAt }) {
    const time = new Date(decidedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    return el(
      'li',
      { 'data-verdict': number, 'data-decision': decision },
      el('h3', {}, `Model ${challenger} ${DECISIONS[decision] ?? decision}`),
      el('p', { class: 'note' }, time),
      el('p', {}, reason),
    );
  }
}

const head = (words) => el('th', { scope: 'col' }, words);

/** With a space that does not break a line. */
const signed = (share) => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)}\u00a0%`;

function bounds(figures, gain) {
  const lower = figures[`${gain}Lower`];
  const upper = figures[`${gain}Upper`];
  const to = upper === undefined ? 'unknown' : signed(upper);
  return `${signed(figures[gain])} (${lower === undefined ? 'unknown' : signed(lower)} to ${to})`;
}
