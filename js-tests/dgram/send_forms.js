'use strict';

// send in all its forms, what callbacks are told, and what a receiver is told.

const dgram = require('dgram');

const server = dgram.createSocket('udp4');
const client = dgram.createSocket('udp4');
const connected = dgram.createSocket('udp4');
const sends = [
  ['buffer', (port, done) => client.send(Buffer.from('one'), port, done)],
  ['address', (port, done) => client.send('two', port, '127.0.0.1', done)],
  ['null address', (port, done) => client.send('null', port, null, done)],
  ['name', (port, done) => client.send('named', port, 'localhost', done)],
  ['offset', (port, done) => client.send('xthreex', 1, 5, port, '127.0.0.1', done)],
  ['offset, no address', (port, done) => client.send(Buffer.from('xfour'), 1, 4, port, done)],
  ['typed', (port, done) => client.send(new Uint16Array([0x6968, 0x6968]), port, done)],
  ['view', (port, done) => client.send(new DataView(new Uint8Array([120, 97, 98, 120]).buffer, 1, 2), port, done)],
  ['list', (port, done) => client.send(['a', Buffer.from('b'), new Uint8Array([99])], port, done)],
  ['empty list', (port, done) => client.send([], port, done)],
  ['empty', (port, done) => client.send('', port, done)],
  ['text of two bytes', (port, done) => client.send('é', port, done)],
  ['sendto', (port, done) => client.sendto('sendto', 0, 6, port, '127.0.0.1', done)],
  ['string port', (port, done) => client.send('text', `${port}`, done)],
  ['large', (port, done) => client.send(Buffer.alloc(60000, 1), port, done)],
  ['connected', (port, done) => connected.send('connected', done)],
  ['connected, offset', (port, done) => connected.send('xconnectedx', 1, 9, done)],
  ['connected, list', (port, done) => connected.send(['con', 'nected'], done)],
];

server.on('message', (data, rinfo) => {
  const shown = data.length > 20 ? `${data.length} bytes` : `${data}`;
  const from = [client, connected].find((socket) => socket.address().port === rinfo.port);
  console.log('message', shown, Object.keys(rinfo).join(), rinfo.address, rinfo.family, rinfo.size, from === client,
    Buffer.isBuffer(data));
  next();
});
function next() {
  if (sends.length === 0) {
    for (const socket of [server, client, connected]) socket.close();
    return;
  }
  const [name, send] = sends.shift();
  send(server.address().port, (...args) => console.log(name, args));
}
server.bind(0, '127.0.0.1', () => connected.connect(server.address().port, next));

const refused = dgram.createSocket('udp4');
for (const args of [
  [], [1], [{}], ['x'], ['x', 0], ['x', 70000], ['x', -1], ['x', 1, 2], ['x', 5, 1, 1000, 'localhost'], ['x', 0, 5, 1000],
  [['x', 1], 1000], [null, 1000], ['x', 1000, 5], [new ArrayBuffer(3), 1000],
]) {
  try {
    console.log('sent', refused.send(...args));
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
for (const args of [['x'], ['x', 0], ['x', 0, 1], ['x', 0, 1, 1000], ['x', 0, 1, 1000, 5]]) {
  try {
    refused.sendto(...args);
  } catch (error) {
    console.log(error.code, error.message);
  }
}
refused.close();
