'use strict';

// What is set on a socket: before it is bound, after that, and when it is closed.

const dgram = require('dgram');

const attempt = (label, fn) => {
  try {
    console.log(label, fn());
  } catch (error) {
    console.log(label, error.name, error.code, error.message, Object.keys(error).join(), error.errno, error.syscall);
  }
};
const calls = {
  setBroadcast: [[true], [0], []],
  setTTL: [[1], [255], [0], [256], ['5'], []],
  setMulticastTTL: [[0], [255], [256], [-1], ['5']],
  setMulticastLoopback: [[true], [false], [1]],
  setMulticastInterface: [['0.0.0.0'], ['127.0.0.1'], ['192.0.2.1'], ['x'], ['::1'], [1]],
  getRecvBufferSize: [[]],
  setRecvBufferSize: [[8192], [-1], ['x'], [1.5]],
  getSendBufferSize: [[]],
  setSendBufferSize: [[8192]],
  getSendQueueSize: [[]],
  getSendQueueCount: [[]],
  address: [[]],
};
const all = (label, socket) => {
  for (const [name, lists] of Object.entries(calls)) {
    for (const args of lists) {
      attempt(`${label} ${name}(${args})`, () => {
        const result = socket[name](...args);
        return name === 'address' ? typeof result : result;
      });
    }
  }
  if (label !== 'closed') console.log(socket.ref() === socket, socket.unref() === socket, socket.ref() === socket);
};
const socket = dgram.createSocket('udp4');
all('unbound', socket);
socket.bind(0, () => {
  all('bound', socket);
  attempt('sizes', () => [socket.getRecvBufferSize() > 0, socket.getSendBufferSize() > 0]);
  socket.close();
  for (const name of ['setMulticastInterface', 'address', 'addMembership', 'close', 'bind', 'remoteAddress']) {
    attempt(`closed ${name}`, () => socket[name]('224.0.0.1'));
  }
  attempt('closed send', () => socket.send('x', 1000));
  console.log(socket.ref() === socket, socket.unref() === socket);
});
const sized = dgram.createSocket({ type: 'udp4', recvBufferSize: 10000, sendBufferSize: 20000 });
sized.bind(0, () => {
  console.log(sized.getRecvBufferSize(), sized.getSendBufferSize());
  // No broadcast without leave.
  sized.send('x', 1000, '255.255.255.255', (error) => {
    console.log(error.code, error.message, error.syscall, error.address, error.port);
    sized.send(Buffer.alloc(70000), 1000, '127.0.0.1', (tooLong) => {
      console.log(tooLong.code, tooLong.message);
      sized.close();
    });
  });
});
