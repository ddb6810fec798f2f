'use strict';
// EventTarget: once, capture, signal, handleEvent, cancelling, errors.
const log = console.log;
const t = new EventTarget();

const fn = (e) => log('fn', e.type, e.target === t);
t.addEventListener('a', fn);
t.addEventListener('a', fn);
t.addEventListener('a', fn, true);
t.addEventListener('a', { handleEvent(e) { log('object', this !== t, e.type); } }, { once: true });
log(t.dispatchEvent(new Event('a')));
t.removeEventListener('a', fn);
const again = new Event('a');
t.dispatchEvent(again);
log(again.currentTarget, again.target === t, again.eventPhase);
t.removeEventListener('a', fn, { capture: true });
t.dispatchEvent(new Event('a'));

t.addEventListener('phase', (e) => log(e.currentTarget === t, e.eventPhase, e.composedPath().length));
t.dispatchEvent(new Event('phase'));

const ac = new AbortController();
t.addEventListener('b', () => log('b'), { signal: ac.signal });
t.dispatchEvent(new Event('b'));
ac.abort();
t.dispatchEvent(new Event('b'));

t.addEventListener('c', (e) => {
  e.preventDefault();
  log(e.defaultPrevented, e.returnValue);
}, { passive: true });
t.addEventListener('c', (e) => {
  e.preventDefault();
  e.stopImmediatePropagation();
  log(e.defaultPrevented, e.cancelBubble);
});
t.addEventListener('c', () => log('never'));
log(t.dispatchEvent(new Event('c', { cancelable: true })), t.dispatchEvent(new Event('c')));

const custom = new CustomEvent('d', { detail: { x: 1 } });
log(custom.detail, custom.isTrusted, custom instanceof Event, new CustomEvent('e').detail);
log(Object.prototype.toString.call(t), Object.prototype.toString.call(custom), Event.AT_TARGET);

const attempts = [
  () => t.dispatchEvent({}),
  () => t.dispatchEvent(),
  () => t.addEventListener('x'),
  () => t.addEventListener('x', 'text'),
  () => t.addEventListener('x', () => {}, 'options'),
  () => t.addEventListener('x', () => {}, { signal: 1 }),
  () => new Event(),
  () => new Event('x', 1),
  () => EventTarget.prototype.addEventListener.call({}, 'x', () => {}),
  () => Event.prototype.preventDefault.call({}),
  () => {
    const e = new Event('loop');
    t.addEventListener('loop', () => t.dispatchEvent(e));
    t.dispatchEvent(e);
  },
];
process.on('uncaughtException', (error) => log('uncaught', error.code, error.message));
for (const attempt of attempts) {
  try {
    attempt();
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}
t.addEventListener('throws', () => { throw new Error('listener'); });
t.addEventListener('throws', async () => { throw new Error('async listener'); });
t.addEventListener('throws', () => log('goes on'));
t.dispatchEvent(new Event('throws'));
