'use strict';
// AbortController and AbortSignal.
const log = console.log;

const ac = new AbortController();
const { signal } = ac;
log(signal === ac.signal, signal.aborted, signal.reason, signal.onabort);
signal.onabort = (e) => log('onabort', e.type, e.isTrusted, e.target === signal);
signal.addEventListener('abort', () => log('listener', signal.aborted));
signal.throwIfAborted();
ac.abort();
ac.abort('again');
log(signal.aborted, signal.reason.name, signal.reason.message, signal.reason.code, signal.reason instanceof DOMException);
try {
  signal.throwIfAborted();
} catch (error) {
  log(error === signal.reason);
}
const own = new AbortController();
own.abort(7);
log(own.signal.reason, AbortSignal.abort('why').reason, AbortSignal.abort().reason.name);
log(ac, own.signal);
for (const attempt of [
  () => new AbortSignal(),
  () => AbortSignal.timeout(-1),
  () => AbortSignal.timeout('x'),
  () => AbortSignal.any(1),
  () => AbortSignal.any([1]),
  () => Object.getOwnPropertyDescriptor(AbortSignal.prototype, 'aborted').get.call({}),
]) {
  try {
    attempt();
    log('no error');
  } catch (error) {
    log(error.name, error.code);
  }
}
