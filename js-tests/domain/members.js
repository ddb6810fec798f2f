'use strict';

// Emitters in domains: by where they were made, and by add and remove.

const domain = require('domain');
const EventEmitter = require('events');
const { Readable } = require('stream');

const a = domain.create();
const b = domain.create();
for (const [name, d] of [['a', a], ['b', b]]) {
  d.on('error', (error) => {
    console.log(name, error.message, error.domainThrown, error.domainEmitter === emitter, error.domain === d, process.domain);
  });
}
let emitter = new EventEmitter();
console.log(emitter.domain, Object.keys(emitter).includes('domain'));
a.add(emitter);
console.log(emitter.domain === a, a.members.length, Object.keys(emitter).includes('domain'));
a.add(emitter);
console.log(a.members.length);
emitter.emit('error', new Error('in a'));
b.add(emitter);
console.log(a.members.length, b.members.length, emitter.domain === b);
console.log(emitter.emit('error', new Error('in b')));
emitter.on('event', () => console.log('event in b', process.domain === b));
console.log(emitter.emit('event'), process.domain);
emitter.on('error', (error) => console.log('listened', error.message, error.domain, process.domain));
emitter.emit('error', new Error('own'));
emitter.removeAllListeners('error');
b.remove(emitter);
console.log(emitter.domain, b.members.length);
try {
  emitter.emit('error', new Error('nowhere'));
} catch (error) {
  console.log('thrown', error.message, error.domain);
}
b.remove(emitter);

const stream = a.run(() => new Readable({ read() { this.destroy(new Error('stream')); } }));
console.log(stream.domain === a, a.members.length);
emitter = stream;
stream.resume();

// Circles of domains are refused.
a.add(b);
b.add(a);
console.log(b.domain === a, a.domain);
const c = a.run(() => domain.create());
console.log(c.domain, new domain.Domain().domain);
