'use strict';

// udp6: both families at the wildcard, one where that is asked for.

const dgram = require('dgram');

const attempt = (label, fn) => {
  try {
    console.log(label, fn());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const server = dgram.createSocket('udp6');
const four = dgram.createSocket('udp4');
const six = dgram.createSocket('udp6');
let came = 0;
server.on('message', (data, rinfo) => {
  console.log(`${data}`, rinfo.address, rinfo.family, rinfo.size);
  if (++came === 1) six.send('by six', server.address().port, '::1');
  else if (came === 2) six.send('by default', server.address().port);
  else {
    for (const socket of [server, four, six]) socket.close();
    only();
  }
});
server.on('error', (error) => console.log(error.code));
server.bind(0, () => {
  const { address, family } = server.address();
  console.log(address, family);
  attempt('ttl', () => server.setTTL(5));
  attempt('multicast ttl', () => server.setMulticastTTL(5));
  attempt('loopback', () => server.setMulticastLoopback(true));
  attempt('interface', () => server.setMulticastInterface('::'));
  attempt('interface', () => server.setMulticastInterface('::%nosuch'));
  attempt('interface', () => server.setMulticastInterface('127.0.0.1'));
  attempt('group', () => server.addMembership('x'));
  four.send('by four', server.address().port, '127.0.0.1');
});

function only() {
  const first = dgram.createSocket({ type: 'udp6', ipv6Only: true });
  first.bind(0, () => {
    const second = dgram.createSocket('udp4');
    second.on('error', (error) => console.log(error.code));
    second.bind(first.address().port, () => {
      console.log('both families apart');
      first.close();
      second.close();
    });
  });
}
