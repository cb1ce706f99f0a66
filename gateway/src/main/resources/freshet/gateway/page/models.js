import { call, key, path } from './api.js';
import { PanelState, byId, count, el, percent } from './dom.js';

const STATES = { served: 'answers now', loading: 'is being loaded', refused: 'refused', older: 'earlier' };
const SHOWN = 20;

/** The models that were published, which one answers, and the operator's buttons. */
export class Models {
  constructor(entered) {
    this.entered = entered;
    this.state = new PanelState(byId('models'));
    this.list = byId('versions');
    this.live = new Map();
    this.rollback = byId('rollback');
    this.rollback.addEventListener('click', () => this.act(this.rollback, 'v1/models/rollback'));
    byId('operator').addEventListener('submit', (event) => {
      event.preventDefault();
      this.enter(byId('key').value.trim());
    });
    byId('forget').addEventListener('click', () => this.enter(''));
    this.access();
    this.state.say('Asking which models there are …');
    this.load();
  }

  /** Takes a key, and forgets it again if the server does not know it. */
  async enter(value) {
    if (value) {
      key.set(value);
    } else {
      key.forget();
    }
    byId('key').value = '';
    await this.load();
    this.access();
    this.entered();
  }

  access() {
    byId('operator').hidden = Boolean(key.get());
    byId('operator-in').hidden = !key.get();
  }

  /** Asks for the list; a call during a request is answered by one more after it. */
  async load() {
    this.asked = true;
    this.loading ??= this.loadWhileAsked();
    await this.loading;
  }

  async loadWhileAsked() {
    while (this.asked) {
      this.asked = false;
      await this.loadOnce();
    }
    this.loading = undefined;
  }

  async loadOnce() {
    try {
      const { models } = await call('GET', 'v1/models');
      this.models = models;
      this.show();
      if (models.length === 0) {
        this.state.say('No model is published yet.');
      } else if (!this.acted && !this.awaited()) {
        this.state.clear();
      }
    } catch (error) {
      if (error.status === 401 && key.get()) {
        key.forget();
        this.access();
        this.state.fault(new Error('The server does not know this key; the page has forgotten it.'), () => this.load());
        return;
      }
      this.state.fault(error, () => this.load());
    }
  }

  /** Takes the live figures of each version. */
  figures({ models, served }) {
    models.forEach((model) => this.live.set(model.version, model));
    for (const line of this.list.querySelectorAll('[data-live]')) {
      line.textContent = this.hitRate(Number(line.dataset.live));
    }
    // The job and this server load a model each in their own time: the list may change after the figures.
    if (served !== this.served || this.awaited()) {
      this.served = served;
      this.load();
    }
  }

  awaited() {
    return this.models?.some((model) => model.state === 'loading');
  }

  show() {
    const older = this.models.some((model) => model.state === 'older');
    this.rollback.disabled = !key.get() || !older;
    const drawn = JSON.stringify([this.models, Boolean(key.get())]);
    if (drawn === this.drawn) {
      return; // a button that is being pressed stays
    }
    this.drawn = drawn;
    this.list.replaceChildren(...this.models.slice(0, SHOWN).map((model) => this.line(model)));
  }

  line(model) {
    const publish = el(
      'button',
      { type: 'button', class: 'quiet', disabled: !key.get(), 'data-promote': model.version },
      model.state === 'refused' ? 'Try again' : 'Publish',
    );
    publish.addEventListener('click', () => this.act(publish, path`v1/models/${model.version}/promote`));
    const made = new Date(model.createdAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
    return el(
      'li',
      { 'data-model': model.version, 'data-state-of': model.state },
      el(
        'h3',
        {},
        `Model ${model.version}`,
        el('span', { class: `badge ${model.state}` }, STATES[model.state] ?? model.state),
      ),
      el('p', { class: 'note' }, [model.note, made].filter(Boolean).join(', ')),
      el('p', { class: 'note', 'data-live': model.version }, this.hitRate(model.version)),
      ...(model.problem ? [el('p', { class: 'problem' }, model.problem)] : []),
      ...(model.state === 'served' || model.state === 'loading' ? [] : [publish]),
    );
  }

  hitRate(version) {
    const live = this.live.get(version);
    return live?.judged ? `hit rate ${percent(live.recallAt20)} of ${count(live.judged)} next clicks` : '';
  }

  /** Does what an operator may, and says what came of it. */
  async act(button, address) {
    button.disabled = true;
    this.acted = true;
    this.state.say('Telling everyone …');
    try {
      const announcement = await call('POST', address, {});
      this.state.say(`Published as model ${announcement.version}. It answers as soon as it is loaded.`);
    } catch (error) {
      this.state.fault(error);
    }
    await this.load();
    this.acted = false;
    button.disabled = !key.get();
  }
}
