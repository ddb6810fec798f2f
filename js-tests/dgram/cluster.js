'use strict';

// Workers share a UDP socket: what one does not take another does, and none is lost
// with one that leaves. An exclusive one is a worker's own.

const cluster = require('cluster');
const dgram = require('dgram');

if (cluster.isMaster) {
  const workers = [cluster.fork(), cluster.fork()];
  const ports = new Set();
  const heard = new Set();
  let listening = 0;
  let exits = 0;
  let exclusive;
  const socket = dgram.createSocket('udp4');
  const send = (from, to) => {
    const [port] = ports;
    for (let i = from; i < to; i++) socket.send(`${i}`, port, '127.0.0.1');
  };
  cluster.on('listening', (worker, address) => {
    ports.add(address.port);
    if (++listening === 1) console.log(address.addressType, address.address, address.fd);
    if (listening < 2) return;
    console.log('one port', ports.size);
    send(0, 50);
  });
  for (const worker of workers) {
    worker.on('message', (message) => {
      if (message.exclusive) exclusive = message.exclusive;
      else heard.add(message.heard);
      if (heard.size === 50 && message.heard !== undefined && workers[0].isConnected() && !workers[0].leaving) {
        workers[0].leaving = true;
        workers[0].disconnect();
      } else if (heard.size === 60) {
        console.log('heard', heard.size);
        workers[1].disconnect();
      }
    });
    worker.on('exit', (code) => {
      console.log('exit', code);
      if (++exits === 1) send(50, 60);
      else {
        socket.close();
        console.log('exclusive', exclusive);
      }
    });
  }
} else {
  const socket = dgram.createSocket('udp4');
  socket.on('message', (data) => process.send({ heard: Number(data) }));
  socket.on('close', () => own.close());
  const own = dgram.createSocket('udp4');
  socket.bind(0, '127.0.0.1', () => {
    if (cluster.worker.id !== 1) return;
    own.on('error', (error) => process.send({ exclusive: error.code }));
    own.bind({ port: socket.address().port, address: '127.0.0.1', exclusive: true });
  });
}
