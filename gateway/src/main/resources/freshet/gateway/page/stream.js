import { headers, refusal } from './api.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 8000;
const SILENCE = 40000; // the server says something every 15 seconds

/**
 * Server-sent events by fetch, which can send a key: EventSource cannot. A lost connection is made
 * anew with growing waits, until it is closed.
 */
export class Stream {
  /**
   * @param listeners by the event's name, each is given its JSON
   * @param changed is told 'open', or 'lost' with the error
   */
  constructor(address, listeners, changed = () => {}) {
    this.address = address;
    this.listeners = listeners;
    this.changed = changed;
    this.closed = new AbortController();
    this.run();
  }

  close() {
    this.closed.abort();
  }

  async run() {
    let wait = FIRST_WAIT;
    while (!this.closed.signal.aborted) {
      try {
        await this.read(() => (wait = FIRST_WAIT));
        throw new Error('The server ended the live figures.');
      } catch (error) {
        if (this.closed.signal.aborted) {
          return;
        }
        this.changed('lost', error);
      }
      await new Promise((resolve) => setTimeout(resolve, wait));
      wait = Math.min(2 * wait, LONGEST_WAIT);
    }
  }

  async read(opened) {
    const attempt = new AbortController();
    const end = () => attempt.abort();
    this.closed.signal.addEventListener('abort', end);
    let silence = setTimeout(end, SILENCE);
    try {
      const response = await fetch(this.address, {
        headers: headers({ Accept: 'text/event-stream' }),
        cache: 'no-store',
        signal: attempt.signal,
      });
      if (!response.ok) {
        throw await refusal(response);
      }
      opened();
      this.changed('open');
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(silence);
        silence = setTimeout(end, SILENCE);
        const blocks = (rest + part.value).split('\n\n');
        rest = blocks.pop();
        blocks.forEach((block) => this.take(block));
      }
    } finally {
      clearTimeout(silence);
      this.closed.signal.removeEventListener('abort', end);
    }
  }

  take(block) {
    let name = 'message';
    const data = [];
    for (const line of block.split('\n')) {
      if (line.startsWith('event:')) {
        name = line.slice(6).trim();
      } else if (line.startsWith('data:')) {
        data.push(line.slice(5).trim());
      }
    }
    if (data.length > 0) {
      this.listeners[name]?.(JSON.parse(data.join('\n')));
    }
  }
}
