'use strict';

// Channels of one name hear each other, and not themselves.

const { receiveMessageOnPort } = require('worker_threads');

const attempt = (label, fn) => {
  try {
    console.log(label, fn());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const x = new BroadcastChannel('name');
const y = new BroadcastChannel('name');
const other = new BroadcastChannel('other');
console.log(x, x.name, x.onmessage, new BroadcastChannel(1).unref().name);
attempt('no name', () => new BroadcastChannel());
attempt('nothing', () => x.postMessage());
attempt('symbol', () => x.postMessage(Symbol('s')));
x.onmessage = () => console.log('its own');
other.onmessage = () => console.log('the other');
y.addEventListener('message', (event) => {
  console.log(event.constructor.name, event.data, event.target === y);
  if (event.data !== 'last') return;
  y.close();
  x.close();
});
console.log(x.postMessage({ list: [1] }));
x.postMessage('last');
const z = new BroadcastChannel('name');
x.postMessage('for z');
console.log(receiveMessageOnPort(z), receiveMessageOnPort(z));
z.close();
console.log(other.close(), other.close());
attempt('closed', () => other.postMessage(1));
