'use strict';

// A connected socket hears its peer only, and sends to it only.

const dgram = require('dgram');

const throws = (label, fn) => {
  try {
    console.log(label, fn());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const socket = dgram.createSocket('udp4');
const peer = dgram.createSocket('udp4');
const stranger = dgram.createSocket('udp4');
throws('port', () => socket.connect());
throws('port 0', () => socket.connect(0));
throws('address', () => socket.connect(1000, 5));
throws('remote', () => socket.remoteAddress());
throws('disconnect', () => socket.disconnect());

socket.on('connect', () => console.log('connect'));
socket.on('message', (data) => console.log('heard', `${data}`));
peer.bind(0, '127.0.0.1', () => {
  const { port } = peer.address();
  socket.connect(port, '127.0.0.1', function() {
    console.log('callback', this === socket);
    const remote = socket.remoteAddress();
    console.log(Object.keys(remote).join(), remote.address, remote.family, remote.port === port);
    console.log(socket.address().address);
    throws('again', () => socket.connect(1000));
    throws('elsewhere', () => socket.send('x', 0, 1, 1000, '127.0.0.1'));
    stranger.send('from a stranger', socket.address().port, '127.0.0.1', () => {
      peer.send('from the peer', socket.address().port, '127.0.0.1');
    });
  });
  throws('while connecting', () => socket.connect(1000));
});
socket.once('message', () => socket.send('to the peer'));
peer.on('message', (data) => {
  console.log('peer', `${data}`);
  socket.disconnect();
  throws('disconnected', () => socket.remoteAddress());
  throws('no address', () => socket.send('x'));
  for (const each of [socket, peer, stranger]) each.close();
  failing();
});

function failing() {
  const lost = dgram.createSocket('udp4');
  lost.connect(1000, 'no.such.name.invalid', (error) => {
    console.log('callback', error.code, error.syscall);
    lost.on('error', (again) => {
      console.log('error', again.code);
      lost.close();
    });
    lost.connect(1000, 'no.such.name.invalid');
  });
}
