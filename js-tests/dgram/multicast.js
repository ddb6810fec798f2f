'use strict';

// Groups: joined and left, by all sources and by one, and what is refused.

const dgram = require('dgram');

const attempt = (label, fn) => {
  try {
    console.log(label, fn());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const socket = dgram.createSocket({ type: 'udp4', reuseAddr: true });
attempt('none', () => socket.addMembership());
attempt('unbound', () => socket.addMembership('224.0.0.114', '127.0.0.1'));
console.log(socket.address().address);
attempt('twice', () => socket.addMembership('224.0.0.114', '127.0.0.1'));
attempt('no interface', () => socket.addMembership('224.0.0.115', '192.0.2.1'));
attempt('no group', () => socket.addMembership('192.0.2.1'));
attempt('no address', () => socket.addMembership('x'));
attempt('no interface address', () => socket.addMembership('224.0.0.115', 'x'));
attempt('other family', () => socket.addMembership('ff02::1'));
attempt('other family', () => socket.addMembership('224.0.0.115', '::1'));
attempt('not joined', () => socket.dropMembership('224.0.0.119', '127.0.0.1'));
attempt('left', () => socket.dropMembership('224.0.0.114', '127.0.0.1'));
attempt('source', () => socket.addSourceSpecificMembership('127.0.0.1', '232.1.1.1', '127.0.0.1'));
attempt('source twice', () => socket.addSourceSpecificMembership('127.0.0.1', '232.1.1.1', '127.0.0.1'));
attempt('source left', () => socket.dropSourceSpecificMembership('127.0.0.1', '232.1.1.1', '127.0.0.1'));
attempt('source left twice', () => socket.dropSourceSpecificMembership('127.0.0.1', '232.1.1.1', '127.0.0.1'));
attempt('bad source', () => socket.addSourceSpecificMembership('x', '232.1.1.1'));
attempt('bad group', () => socket.addSourceSpecificMembership('127.0.0.1', 'x'));
attempt('types', () => socket.addSourceSpecificMembership(1, '232.1.1.1'));
attempt('types', () => socket.dropSourceSpecificMembership('127.0.0.1', 1));
socket.close();

// A message comes back where that is wanted.
const group = '224.0.0.114';
const member = dgram.createSocket({ type: 'udp4', reuseAddr: true });
const timer = setTimeout(() => {
  console.log('nothing came');
  member.close();
}, 3000);
member.on('message', (data, rinfo) => {
  console.log('came', `${data}`, rinfo.port === member.address().port);
  clearTimeout(timer);
  member.close();
});
member.bind(0, () => {
  member.addMembership(group, '127.0.0.1');
  member.setMulticastInterface('127.0.0.1');
  member.setMulticastLoopback(true);
  member.setMulticastTTL(1);
  member.send('to all', member.address().port, group);
});
