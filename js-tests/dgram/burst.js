'use strict';

// Many datagrams, one after the other and back: order and bytes are kept.

const dgram = require('dgram');

const rounds = 2000;
const server = dgram.createSocket('udp4');
const client = dgram.createSocket('udp4');
server.on('message', (data, { port, address }) => server.send(data, port, address));
let at = 0;
let wrong = 0;
const next = () => client.send([`${at}:`, Buffer.alloc(at % 1400, at)], server.address().port, '127.0.0.1');
client.on('message', (data) => {
  const head = `${at}:`;
  if (data.toString('latin1', 0, head.length) !== head || data.length !== head.length + at % 1400 ||
      data.subarray(head.length).some((byte) => byte !== at % 256)) wrong++;
  if (++at < rounds) return next();
  console.log(at, wrong);
  client.close();
  return server.close();
});
server.bind(0, '127.0.0.1', next);
