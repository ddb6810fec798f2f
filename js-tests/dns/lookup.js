'use strict';
// Lookups that need no network.
const dns = require('dns');
const util = require('util');

const show = (name) => (...args) => console.log(name, ...args.map((a) => a instanceof Error ?
  [a.message, a.code, a.errno, a.syscall, a.hostname, Object.keys(a).join()] : a));
(async () => {
  const done = (fn, ...args) => new Promise((resolve) => fn(...args, (...result) => {
    show(JSON.stringify(args))(...result);
    resolve();
  }));
  await done(dns.lookup, 'localhost', 4);
  await done(dns.lookup, 'localhost', { family: 'IPv4', all: true });
  await done(dns.lookup, 'LOCALHOST', { family: 4 });
  await done(dns.lookup, '::1');
  await done(dns.lookup, '127.0.0.1', { all: true });
  await done(dns.lookup, '127.0.0.1', { family: 6 });
  await done(dns.lookup, 'localhost', { family: 6, hints: dns.V4MAPPED, order: 'ipv6first' });
  console.log(await dns.promises.lookup('127.0.0.1'));
  console.log(await dns.promises.lookup('localhost', { family: 4, all: true }));
  console.log(await util.promisify(dns.lookup)('127.0.0.1'));
  console.log((await util.promisify(dns.lookupService)('127.0.0.1', 80)).service);
  await done(dns.resolve4, '');
  await done(dns.resolve4, 'a..b');
  await dns.promises.resolveMx('').catch(show('promise'));
  const r = new dns.Resolver({ timeout: 500, tries: 1 });
  r.setServers(['127.0.0.1:9']);
  const asked = new Promise((resolve) => r.resolveTxt('some.name', (...args) => {
    show('txt')(...args);
    resolve();
  }));
  await asked;
  const q = new dns.promises.Resolver({ timeout: 5000, tries: 1 });
  q.setServers(['192.0.2.1']);
  const p = q.resolve4('some.name').catch(show('cancelled'));
  q.cancel();
  await p;
})();
