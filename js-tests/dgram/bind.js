'use strict';

// bind in all its forms, and where it fails.

const dgram = require('dgram');

const show = (label, error) => console.log(label, error.name, error.code, error.message.replace(/:\d+$/, ':PORT'), error.syscall, error.address);
const throws = (label, fn) => {
  try {
    console.log(label, fn());
  } catch (error) {
    show(label, error);
  }
};

for (const type of ['udp5', undefined, null, 5, {}, { type: 'tcp' }]) throws(`type ${type}`, () => dgram.createSocket(type));
throws('lookup', () => dgram.createSocket({ type: 'udp4', lookup: 1 }));
throws('buffer', () => dgram.createSocket({ type: 'udp4', recvBufferSize: 'x' }));
throws('signal', () => dgram.createSocket({ type: 'udp4', signal: {} }));
console.log(Object.keys(dgram.createSocket('udp4')).join());

const forms = [
  ['nothing', []],
  ['port', [0]],
  ['address', [0, '127.0.0.1']],
  ['options', [{ port: 0, address: '127.0.0.1' }]],
  ['exclusive', [{ port: 0, exclusive: true }]],
  ['name', [0, 'localhost']],
  ['no such address', [0, '192.0.2.1']],
  ['not the family', [0, '::1']],
  ['no such name', [0, 'no.such.name.invalid']],
];
function next() {
  if (forms.length === 0) return taken();
  const [name, args] = forms.shift();
  const socket = dgram.createSocket('udp4');
  socket.on('listening', () => console.log(name, 'listening'));
  socket.on('error', (error) => {
    console.log(name, error.code, error.syscall, error.address);
    socket.close(next);
  });
  const result = socket.bind(...args, function() {
    const { address, family, port } = this.address();
    console.log(name, 'callback', address, family, port > 0, Object.keys(this.address()).join(), this === socket);
    throws('again', () => socket.bind(0));
    socket.close(next);
  });
  if (result !== socket) console.log(name, 'returns', result);
}
next();

function taken() {
  const first = dgram.createSocket('udp4');
  first.bind(0, '127.0.0.1', () => {
    const { port } = first.address();
    const second = dgram.createSocket('udp4');
    second.on('error', (error) => {
      show('taken', error);
      console.log(error.port === port);
      // What failed to bind may try again.
      second.bind(0, () => {
        console.log('bound after all');
        second.close();
        first.close(() => reused());
      });
    });
    second.bind(port, '127.0.0.1');
  });
}

function reused() {
  const first = dgram.createSocket({ type: 'udp4', reuseAddr: true });
  first.bind(0, () => {
    const second = dgram.createSocket({ type: 'udp4', reuseAddr: true });
    second.bind(first.address().port, () => {
      console.log('both', second.address().port === first.address().port);
      first.close();
      second.close();
    });
  });
}
