'use strict';

// Whether a port keeps the loop alive, up to its 'close' event.

const { MessageChannel } = require('worker_threads');

const { port1, port2 } = new MessageChannel();
const state = (label) => console.log(label, port1.hasRef(), port2.hasRef());
state('new');
port1.on('message', () => {});
port2.ref();
state('listening');
port1.on('close', () => state('close of 1'));
port2.on('close', () => state('close of 2'));
port2.close();
state('closed');
setImmediate(() => state('later'));
