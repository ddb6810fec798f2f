'use strict';

// The order of messages, callbacks and ends of a MessageChannel, what keeps a script
// running, and what is refused.

const { MessageChannel, MessagePort, receiveMessageOnPort } = require('worker_threads');

console.log(globalThis.MessageChannel === MessageChannel, globalThis.MessagePort === MessagePort);

const attempt = (label, fn) => {
  try {
    console.log(label, fn());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const { port1, port2 } = new MessageChannel();
attempt('new port', () => new MessagePort());
attempt('called', () => MessagePort());
attempt('channel called', () => MessageChannel());
attempt('nothing', () => port1.postMessage());
attempt('function', () => port1.postMessage(() => {}));
attempt('number', () => port1.postMessage(1, 2));
attempt('transfer number', () => port1.postMessage(1, { transfer: 2 }));
attempt('transfer null', () => port1.postMessage(1, { transfer: null }));
attempt('no iterator', () => port1.postMessage(1, { transfer: { [Symbol.iterator]() { return {}; } } }));
attempt('object', () => port1.postMessage(1, [{}]));
attempt('itself', () => port1.postMessage(1, [port1]));
attempt('not listed', () => port1.postMessage({ port2 }));
attempt('receive', () => receiveMessageOnPort({}));

port1.postMessage('first');
port1.postMessage({ second: [1, new Map([[1, new Date(0)]])] });
console.log(receiveMessageOnPort(port2), receiveMessageOnPort(port2), receiveMessageOnPort(port2));

const listener = () => console.log('never');
port2.on('message', listener);
console.log(port2.hasRef(), port2.listenerCount('message'));
port2.off('message', listener);
port1.postMessage('waits');
console.log(port2.hasRef(), port2.listenerCount('message'));

setImmediate(() => {
  console.log(receiveMessageOnPort(port2));
  port2.on('message', function(data) {
    console.log('on', data, this === port2);
    process.nextTick(() => console.log('tick after', data));
    Promise.resolve().then(() => console.log('job after', data));
  });
  port2.once('message', (data) => console.log('once', data));
  port2.addEventListener('message', (e) => console.log(e.constructor.name, e.type, e.data, e.ports, e.target === port2));
  port2.onmessage = ({ data }) => console.log('onmessage', data);
  port1.postMessage(1);
  port1.postMessage(2);
  process.nextTick(() => console.log('tick'));
  port1.on('close', () => console.log('port1 closed'));
  port2.on('close', (event) => console.log('port2 closed', event.type));
  setTimeout(() => {
    port1.postMessage('before the end');
    port1.close(() => console.log('callback of close'));
    port1.postMessage('after the end');
    port1.close();
    console.log(port1.hasRef(), port2.hasRef());
  }, 200);
});
port2.on('x', (value) => console.log('x', value));
console.log(port2.emit('x', 5), port2.emit('y', 5));

// A port that is closed by one message hears those that have come already.
const other = new MessageChannel();
other.port1.on('message', (data) => {
  console.log('other', data);
  other.port1.close();
});
other.port2.postMessage('a');
other.port2.postMessage('b');

// Nothing waits for these.
new MessageChannel().port1.on('message', () => {}).unref();
const idle = new MessageChannel();
idle.port1.onmessage = () => {};
console.log(idle.port1.hasRef());
idle.port1.onmessage = null;
console.log(idle.port1.hasRef());
