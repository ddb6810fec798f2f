'use strict';
// What the functions of dns refuse, and how.
const dns = require('dns');

function refuse(fn) {
  try {
    fn();
    console.log('accepted');
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
const cb = () => {};
refuse(() => dns.lookup(1, cb));
refuse(() => dns.lookup('x'));
refuse(() => dns.lookup('x', { family: 7 }, cb));
refuse(() => dns.lookup('x', 7, cb));
refuse(() => dns.lookup('x', { hints: 1000 }, cb));
refuse(() => dns.lookup('x', { hints: 'a' }, cb));
refuse(() => dns.lookup('x', { all: 1 }, cb));
refuse(() => dns.lookup('x', { verbatim: 1 }, cb));
refuse(() => dns.lookup('x', { order: 'z' }, cb));
refuse(() => dns.lookup('x', 'IPv9', cb));
refuse(() => dns.resolve('x', 'QQ', cb));
refuse(() => dns.resolve('x', 'constructor', cb));
refuse(() => dns.resolve('x', 3, cb));
refuse(() => dns.resolve(1, cb));
refuse(() => dns.resolve4('x'));
refuse(() => dns.reverse('zz', cb));
refuse(() => dns.setServers(['x']));
refuse(() => dns.setServers('x'));
refuse(() => dns.setServers([3]));
refuse(() => dns.lookupService('x', 1, cb));
refuse(() => dns.lookupService('127.0.0.1', 'z', cb));
refuse(() => dns.lookupService('127.0.0.1'));
refuse(() => new dns.Resolver({ timeout: -2 }));
refuse(() => new dns.Resolver({ tries: 0 }));
refuse(() => dns.setDefaultResultOrder('x'));
refuse(() => dns.promises.lookup(3));
refuse(() => dns.promises.resolve('x', 'QQ'));
refuse(() => dns.promises.lookupService('127.0.0.1'));
const r = new dns.Resolver();
refuse(() => r.setLocalAddress('x'));
refuse(() => r.setLocalAddress(3));
refuse(() => r.setLocalAddress('127.0.0.1', '127.0.0.1'));
refuse(() => r.setLocalAddress('127.0.0.1'));
r.setServers(['1.1.1.1', '[::1]:55', '8.8.8.8:53', '::2', '[::3]']);
console.log(r.getServers());
console.log(Object.keys(dns).join(), Object.keys(dns.promises).length, dns.promises === require('dns/promises'));
console.log(dns.NODATA, dns.CANCELLED, dns.EOF, dns.getDefaultResultOrder());
