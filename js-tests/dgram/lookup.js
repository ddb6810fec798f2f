'use strict';

// A lookup of the script's own, what publishes sockets, contexts and inheritance.

const dgram = require('dgram');
const util = require('util');
const { AsyncLocalStorage } = require('async_hooks');

require('diagnostics_channel').channel('udp.socket').subscribe(({ socket }) => console.log('published', socket.type));

const lookups = [];
const socket = dgram.createSocket({
  type: 'udp4',
  lookup(name, family, callback) {
    lookups.push([name, family]);
    if (name === 'fails') callback(new Error('no such host'));
    else callback(null, '127.0.0.1', 4);
  },
}, (data) => console.log('listener', `${data}`));
socket.bind(0, 'any.name', () => {
  socket.on('error', (error) => {
    console.log('error', error.message);
    socket.close(() => console.log(lookups));
  });
  socket.send('x', socket.address().port, 'another.name', (error, size) => {
    console.log(error, size);
    socket.send('y', 1000, 'fails', (failed) => {
      console.log('callback', failed.message);
      socket.send('z', 1000, 'fails');
    });
  });
});

function Own() {
  dgram.Socket.call(this, 'udp4');
  this.on('message', (data) => console.log('own', `${data}`, storage.getStore()));
}
util.inherits(Own, dgram.Socket);
const storage = new AsyncLocalStorage();
const own = storage.run('made', () => new Own());
own.bind(0, '127.0.0.1', () => {
  console.log(own instanceof dgram.Socket);
  own.once('message', () => own.close());
  storage.run('sends', () => own.send('hello', own.address().port, '127.0.0.1', () => console.log('sent in', storage.getStore())));
});
