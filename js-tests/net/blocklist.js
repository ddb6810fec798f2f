'use strict';
// BlockList and SocketAddress.
const net = require('net');

const b = new net.BlockList();
b.addAddress('1.2.3.4');
b.addRange('10.0.0.1', '10.0.0.9');
b.addSubnet('2001:db8::', 33, 'ipv6');
console.log(b.rules);
for (const [a, f] of [['1.2.3.4'], ['10.0.0.5'], ['10.0.0.10'], ['::ffff:1.2.3.4', 'ipv6'], ['2001:db8:7fff::1', 'ipv6'], ['2001:db8:8000::1', 'ipv6'], ['x']]) {
  console.log(a, b.check(a, f));
}
console.log(b.check(new net.SocketAddress({ address: '10.0.0.3' })), net.BlockList.isBlockList === undefined);
function refuse(fn) {
  try {
    fn();
    console.log('accepted');
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
refuse(() => b.addAddress('x'));
refuse(() => b.addAddress(3));
refuse(() => b.addRange('1.0.0.9', '1.0.0.1'));
refuse(() => b.addSubnet('1.0.0.9', 33));
refuse(() => b.check(3));
refuse(() => b.check('1.1.1.1', 'ipv5'));
refuse(() => new net.SocketAddress({ family: 'x' }));
refuse(() => new net.SocketAddress({ port: 70000 }));
const s = new net.SocketAddress({ address: '::0:1', family: 'IPv6', port: 8080, flowlabel: 7 });
console.log(s.address, s.port, s.family, s.flowlabel, JSON.stringify(s));
console.log(s);
