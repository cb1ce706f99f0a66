/** Makes an element; a property that begins with "on" is a listener, a child may be text. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

export const byId = (id) => document.getElementById(id);

/** The line of a panel that says that it loads, is empty, or what went wrong. */
export class PanelState {
  constructor(panel) {
    this.line = panel.querySelector('[data-state]');
    this.line.setAttribute('role', 'status');
  }

  clear() {
    this.line.classList.remove('fault');
    this.line.replaceChildren();
  }

  say(words) {
    this.clear();
    this.line.append(words);
  }

  /** @param again is called by the button that tries once more, if there is one */
  fault(error, again) {
    this.say(error.message);
    this.line.classList.add('fault');
    if (again) {
      this.line.append(el('button', { type: 'button', class: 'quiet', onclick: again }, 'Try again'));
    }
  }
}

const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const count = (value) => NUMBER.format(value);

export function percent(share) {
  const value = share * 100;
  return `${value >= 10 || value === 0 ? value.toFixed(0) : value.toFixed(1)} %`;
}

export function millis(value) {
  if (value >= 1000) {
    return `${(value / 1000).toFixed(1)} s`;
  }
  return `${value >= 10 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1)} ms`;
}

export const clock = (time) => new Date(time).toLocaleTimeString('en-GB');

/** Calls a function once the calls have stopped for a while. */
export function settled(wait, call) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...values), wait);
  };
}
