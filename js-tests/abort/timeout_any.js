'use strict';
// AbortSignal.timeout and AbortSignal.any.
const log = console.log;

const a = new AbortController();
const b = new AbortController();
const any = AbortSignal.any([a.signal, b.signal]);
const nested = AbortSignal.any([any, AbortSignal.any([])]);
any.addEventListener('abort', () => log('any', any.reason, nested.aborted));
nested.addEventListener('abort', () => log('nested', nested.reason));
b.signal.addEventListener('abort', () => log('b', any.aborted));
b.abort('from b');
a.abort('from a');
log(any.reason, AbortSignal.any([AbortSignal.abort('early'), a.signal]).reason, AbortSignal.any([]).aborted);

const timeout = AbortSignal.timeout(20);
log(timeout.aborted);
timeout.onabort = () => log(timeout.reason.name, timeout.reason.code, timeout.reason.message);
AbortSignal.timeout(100000).onabort = () => log('never');
setTimeout(() => log('end', timeout.aborted), 60);
