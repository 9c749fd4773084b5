// Runs in every document before the page's own scripts. Records what cannot be asked for later: listeners,
// closed shadow roots, requests in flight, pending timers, the time of the last mutation. It never changes
// what the page does: natives are wrapped in proxies, so their names and source texts stay as they were.
(() => {
  const KEY = Symbol.for('page-record');
  if (window[KEY]) return;
  const now = () => performance.now();
  const record = {
    listeners: new WeakMap(),  // target -> Map(type -> [handler])
    closed: new WeakMap(),     // host -> closed shadow root
    closedCount: 0,
    requests: new Map(),       // id -> { key, since }
    timers: new Map(),         // id -> { key, due }
    polls: new Set(),          // keys of requests and timers that repeat without the user doing anything
    mutated: now(),
    touched: now(),            // when the user last did something, or the document began
    leaving: null,             // the address of a navigation to another document that has begun
    late: new WeakSet(),       // what scripts put in after the document and its own scripts were read
    filled: new WeakSet(),     // fields that stood there when a script gave them their value
    hasLate: false,
    setTimeout: window.setTimeout.bind(window),
    now,
  };
  Object.defineProperty(window, KEY, { value: record });

  const wrap = (owner, name, before) => {
    const native = owner && owner[name];
    if (typeof native !== 'function') return;
    owner[name] = new Proxy(native, { apply: (target, self, args) => before(target, self, args) });
  };

  // Repetition: the same thing begun again and again, one after the other, with no input in between.
  const POLL_AFTER = 3;
  let history = new Map();     // key -> how often it ended in this stretch without input
  const ended = (key) => {
    const times = (history.get(key) || 0) + 1;
    history.set(key, times);
    if (times >= POLL_AFTER) record.polls.add(key);
  };
  const touch = () => { record.touched = now(); };
  const forget = () => {
    touch();
    history = new Map();
  };

  const listen = EventTarget.prototype.addEventListener;
  for (const type of ['pointerdown', 'keydown', 'input', 'change']) {
    listen.call(window, type, forget, { capture: true, passive: true });
  }
  for (const type of ['pointerover', 'pointerup', 'keyup', 'wheel']) {
    listen.call(window, type, touch, { capture: true, passive: true });
  }
  wrap(EventTarget.prototype, 'addEventListener', (target, self, args) => {
    const [type, handler] = args;
    const owner = self || window;
    if (handler && owner instanceof Node) {
      if (!record.listeners.has(owner)) record.listeners.set(owner, new Map());
      const types = record.listeners.get(owner);
      if (!types.has(type)) types.set(type, []);
      if (!types.get(type).includes(handler)) types.get(type).push(handler);
    }
    return Reflect.apply(target, self, args);
  });
  wrap(EventTarget.prototype, 'removeEventListener', (target, self, args) => {
    const types = record.listeners.get(self || window);
    const handlers = types && types.get(args[0]);
    const at = handlers ? handlers.indexOf(args[1]) : -1;
    if (at >= 0) handlers.splice(at, 1);
    if (handlers && !handlers.length) types.delete(args[0]);
    return Reflect.apply(target, self, args);
  });

  // Mutations. Attributes written again and again on one node are an animation by script, not news.
  const RESTLESS_WRITES = 12;
  const writes = new WeakMap();
  const isNews = (mutation) => {
    if (mutation.type !== 'attributes') return true;
    const times = (writes.get(mutation.target) || 0) + 1;
    writes.set(mutation.target, times);
    return times <= RESTLESS_WRITES || mutation.attributeName !== 'style';
  };
  let read = false;
  listen.call(window, 'DOMContentLoaded', () => { read = true; }, { capture: true, once: true });
  const noteLate = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    record.late.add(node);
    record.hasLate = true;
  };
  const observer = new MutationObserver((mutations) => {
    if (mutations.some(isNews)) record.mutated = now();
    if (read) for (const mutation of mutations) mutation.addedNodes.forEach(noteLate);
  });
  const observe = (root) => observer.observe(root, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
  observe(document);

  // A field that a script fills when it is there already: nothing mutates then.
  for (const kind of [window.HTMLInputElement, window.HTMLTextAreaElement, window.HTMLSelectElement]) {
    const value = kind && Object.getOwnPropertyDescriptor(kind.prototype, 'value');
    if (!value || !value.set || !value.configurable) continue;
    const set = new Proxy(value.set, { apply: (target, self, args) => {
      const was = read && value.get.call(self);
      const done = Reflect.apply(target, self, args);
      if (read && self.isConnected && value.get.call(self) !== was) {
        record.filled.add(self);
        record.hasLate = true;
      }
      return done;
    } });
    Object.defineProperty(kind.prototype, 'value', { ...value, set });
  }

  wrap(Element.prototype, 'attachShadow', (target, self, args) => {
    const root = Reflect.apply(target, self, args);
    if (root.mode === 'closed') {
      record.closed.set(self, root);
      record.closedCount += 1;
    }
    observe(root);
    return root;
  });

  // Requests. Event streams and sockets never end and are not counted.
  let serial = 0;
  const keyOf = (method, url) => `${method} ${String(url).replace(/\d{6,}/g, '#')}`;
  const begin = (key) => {
    const id = ++serial;
    record.requests.set(id, { key, since: now() });
    return () => {
      if (!record.requests.delete(id)) return;
      record.mutated = Math.max(record.mutated, now() - 30);  // its effect has yet to be drawn
      ended(key);
    };
  };
  wrap(window, 'fetch', (target, self, args) => {
    const [input, options] = args;
    const given = input instanceof Request ? input : { url: String(input), method: 'GET' };
    const done = begin(keyOf((options && options.method) || given.method, given.url));
    try {
      const answer = Reflect.apply(target, self, args);
      answer.then(done, done);
      return answer;
    } catch (error) {
      done();
      throw error;
    }
  });
  // The headers end a fetch, but what it changes on the page waits for the body.
  for (const read of ['json', 'text', 'blob', 'arrayBuffer', 'formData', 'bytes']) {
    wrap(window.Response && Response.prototype, read, (target, self, args) => {
      const done = begin(keyOf('body of', self.url));
      const body = Reflect.apply(target, self, args);
      body.then(done, done);
      return body;
    });
  }
  const opened = new WeakMap();
  wrap(XMLHttpRequest.prototype, 'open', (target, self, args) => {
    opened.set(self, keyOf(args[0], args[1]));
    return Reflect.apply(target, self, args);
  });
  wrap(XMLHttpRequest.prototype, 'send', (target, self, args) => {
    const done = begin(opened.get(self) || 'XHR');
    listen.call(self, 'loadend', done, { once: true });
    try {
      return Reflect.apply(target, self, args);
    } catch (error) {
      done();
      throw error;
    }
  });

  // Timers. Only short ones are awaited; that one came due is inferred from the time, never by wrapping it.
  const SHORT_TIMER = 800;
  const prune = () => {
    for (const [id, timer] of record.timers) {
      if (timer.due + 25 > now()) continue;
      record.timers.delete(id);
      ended(timer.key);
    }
  };
  record.prune = prune;
  wrap(window, 'setTimeout', (target, self, args) => {
    const id = Reflect.apply(target, self, args);
    const delay = Math.max(0, Number(args[1]) || 0);
    if (delay <= SHORT_TIMER && delay > 0) {
      prune();
      record.timers.set(id, { key: `timer ${delay} ${String(args[0]).slice(0, 160)}`, due: now() + delay });
    }
    return id;
  });
  const cleared = (target, self, args) => {
    record.timers.delete(args[0]);
    return Reflect.apply(target, self, args);
  };
  wrap(window, 'clearTimeout', cleared);
  wrap(window, 'clearInterval', cleared);

  // A navigation that has begun but has not replaced this document yet.
  if (window.navigation) {
    listen.call(window.navigation, 'navigate', (event) => {
      const elsewhere = !event.destination.sameDocument && event.downloadRequest === null;
      if (elsewhere) record.leaving = event.destination.url;
    });
    listen.call(window.navigation, 'navigateerror', () => { record.leaving = null; });
  }
})();
