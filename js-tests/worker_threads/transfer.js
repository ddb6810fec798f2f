'use strict';

// Ports and ArrayBuffers that are moved with a message.

const { MessageChannel, MessagePort, markAsUntransferable, receiveMessageOnPort } = require('worker_threads');

const attempt = (label, fn) => {
  try {
    console.log(label, fn());
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
};
const a = new MessageChannel();
const b = new MessageChannel();
b.port1.postMessage('sent before');
a.port1.postMessage({ port: b.port2, again: [b.port2] }, { transfer: [b.port2] });
const { message } = receiveMessageOnPort(a.port2);
console.log(message.port instanceof MessagePort, message.port === b.port2, message.again[0] === message.port);
console.log(receiveMessageOnPort(message.port));
message.port.on('message', (data) => {
  console.log(data);
  message.port.postMessage('answer');
});
b.port1.on('message', (data) => {
  console.log(data);
  b.port1.close();
});
b.port2.on('close', () => console.log('the old object is closed'));
message.port.on('close', () => console.log('the new one too'));
b.port1.postMessage('sent after');

const buffer = new ArrayBuffer(4);
a.port1.postMessage(buffer, [buffer]);
console.log(buffer.byteLength, receiveMessageOnPort(a.port2).message.byteLength);
const kept = new ArrayBuffer(4);
markAsUntransferable(kept);
a.port1.postMessage(kept, [kept]);
console.log(kept.byteLength, receiveMessageOnPort(a.port2).message.byteLength);

attempt('detached', () => a.port1.postMessage(1, [b.port2]));
attempt('twice', () => { const { port1 } = new MessageChannel(); a.port1.postMessage(1, [port1, port1]); });
const unharmed = new MessageChannel();
attempt('not cloned', () => a.port1.postMessage(() => {}, [unharmed.port1]));
unharmed.port2.postMessage('still there');
console.log(receiveMessageOnPort(unharmed.port1));
attempt('structuredClone', () => structuredClone(unharmed.port1));
const moved = structuredClone(unharmed.port1, { transfer: [unharmed.port1] });
unharmed.port2.postMessage('moved');
console.log(receiveMessageOnPort(moved));

const lost = new MessageChannel();
process.on('warning', ({ name, message }) => console.log(name, message));
lost.port1.postMessage(lost.port2, [lost.port2]);

// What events bring along.
const c = new MessageChannel();
c.port2.onmessage = ({ data, ports }) => {
  console.log(data === ports[0], ports.length);
  c.port2.close();
};
const d = new MessageChannel();
c.port1.postMessage(d.port1, [d.port1]);
d.port2.close();
