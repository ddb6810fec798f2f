'use strict';

// MessageEvent's members and what its constructor refuses.

const { port1 } = new MessageChannel();
const event = new MessageEvent('t', {
  data: { a: 1 }, origin: 'o', lastEventId: 5, source: port1, ports: [port1], bubbles: true, cancelable: true,
});
console.log(event.type, event.data, event.origin, event.lastEventId, event.source === port1, event.ports.length);
console.log(event.bubbles, event.cancelable, event instanceof Event);
console.log(Object.keys(MessageEvent.prototype));
const empty = new MessageEvent('empty');
console.log(empty.data, empty.origin, empty.lastEventId, empty.source, empty.ports);
for (const init of [{ source: {} }, { ports: [1] }]) {
  try {
    new MessageEvent('x', init);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
try {
  Reflect.get(MessageEvent.prototype, 'data', {});
} catch (error) {
  console.log(error.name, error.code);
}
