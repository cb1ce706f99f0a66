const STORED = 'freshet.key';

/** What the server said of a call that it did not do, or that it was not reached. */
export class CallError extends Error {
  constructor(words, status) {
    super(words);
    this.status = status;
  }
}

/** The key of this tab: it comes in the address' fragment, which no server sees, or is typed in. */
export const key = {
  get: () => sessionStorage.getItem(STORED) ?? '',
  set: (value) => sessionStorage.setItem(STORED, value),
  forget: () => sessionStorage.removeItem(STORED),

  /** Takes the key out of the address, so that it is in no history and on no screenshot. */
  takeFromAddress() {
    const given = new URLSearchParams(location.hash.slice(1)).get('key');
    if (given) {
      key.set(given);
      history.replaceState(null, '', location.pathname + location.search);
    }
  },
};

export function headers(more = {}) {
  return key.get() ? { ...more, 'X-API-Key': key.get() } : more;
}

/** Gives the answer as it came; throws what the server says of a call that it refuses. */
export async function request(method, path, body) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: headers({ Accept: 'application/json', ...json }),
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
    });
  } catch {
    throw new CallError('The server does not answer. Is it still running?', 0);
  }
  if (!response.ok) {
    throw await refusal(response);
  }
  return response;
}

/** The same, as JSON. */
export async function call(method, path, body) {
  return (await request(method, path, body)).json();
}

/** The error of an answer, in the server's own words where it has any. */
export async function refusal(response) {
  if (response.status === 401 || response.status === 403) {
    return new CallError('That needs a key that the server accepts. Enter it under Models.', response.status);
  }
  let problem = {};
  try {
    problem = await response.json();
  } catch {
    // Not every refusal is JSON: the status alone is said below.
  }
  const words = [problem.detail ?? problem.title ?? `The server refused with ${response.status}.`, problem.remedy];
  return new CallError(words.filter(Boolean).join(' '), response.status);
}

export const path = (strings, ...values) =>
  strings.reduce((whole, part, at) => whole + encodeURIComponent(values[at - 1]) + part);
