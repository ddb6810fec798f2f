'use strict';
// What connect, listen and the constructors refuse.
const net = require('net');

function refuse(name, fn) {
  try {
    fn();
    console.log(name, 'accepted');
  } catch (e) {
    console.log(name, e.name, e.code, e.message);
  }
}
refuse('connect()', () => net.connect());
refuse('connect({})', () => net.connect({}));
refuse('port 70000', () => net.connect(70000));
refuse('port -1', () => net.connect({ port: -1 }));
refuse('port true', () => net.connect({ port: true }));
refuse('path 3', () => net.connect({ path: 3 }));
refuse('localAddress', () => net.connect({ port: 1, localAddress: 'q' }));
refuse('localPort', () => net.connect({ port: 1, localPort: 'q' }));
refuse('lookup', () => net.connect({ port: 1, lookup: 3 }));
refuse('objectMode', () => new net.Socket({ objectMode: true }));
refuse('writableObjectMode', () => new net.Socket({ writableObjectMode: true }));
refuse('fd', () => new net.Socket({ fd: -1 }));
refuse('createServer(3)', () => net.createServer(3));
refuse('listen -1', () => net.createServer().listen(-1));
refuse('listen {}', () => net.createServer().listen({}));
refuse('listen host only', () => net.createServer().listen({ host: 'x' }));
refuse('listen true', () => net.createServer().listen(true));
refuse('setTimeout', () => new net.Socket().setTimeout('x'));
refuse('setTimeout callback', () => new net.Socket().setTimeout(1, 3));
refuse('autoSelectFamily', () => net.setDefaultAutoSelectFamily(3));
console.log(net.Socket() instanceof net.Socket, net.Server() instanceof net.Server, net.Stream === net.Socket);
console.log(JSON.stringify(net._normalizeArgs([1, 'h'])[0]), JSON.stringify(net._normalizeArgs(['/p'])[0]));
const cases = ['1.2.3.4', '01.2.3.4', '1.2.3', '256.1.1.1', '::1', '::', '::ffff:1.2.3.4', 'fe80::1%eth0', '1::2::3', '', 'localhost', '1.2.3.4 '];
for (const a of cases) console.log(JSON.stringify(a), net.isIP(a), net.isIPv4(a), net.isIPv6(a));
console.log(net.isIP(), net.isIP(null), net.isIP({ toString: () => '::1' }));
