'use strict';

const { mock, test } = require('node:test');

class Base { inherited() { return 'inherited'; } static make() { return 'made'; } }
class Thing extends Base {
  own() { return this.value; }
  get p() { return this.value; }
  set p(v) { this.value = v; }
}
const thing = new Thing();
thing.value = 1;

const own = mock.method(thing, 'own', function() { return this.value + 1; });
console.log(thing.own(), own.mock.callCount(), thing.own === own, own.mock.calls[0].this === thing);
own.mock.restore();
console.log(thing.own());
mock.method(thing, 'inherited');
console.log(thing.inherited(), thing.inherited.mock.callCount());
mock.method(Base, 'make', () => 'mocked');
console.log(Base.make());
mock.method(console, 'debug', () => {}, { times: 1 });

const get = mock.getter(Thing.prototype, 'p', () => 9);
const set = mock.setter(thing, 'p', function(v) { this.q = v; });
thing.p = 4;
console.log(thing.p, thing.q, set.mock.callCount(), get.mock.callCount());
const twice = mock.method({ m() { return 'real'; } }, 'm', () => 'mocked', { times: 1 });
console.log(twice.call(null));
mock.reset();
console.log(Base.make(), new Thing().p);

for (const wrong of [
  () => mock.method({}, 'x'), () => mock.method(1, 'x'), () => mock.method({}, 1), () => mock.method(null, 'x'),
  () => mock.method(thing, 'own', { getter: true, setter: true }), () => mock.method(thing, 'own', { getter: 'x' }),
  () => mock.getter(thing, 'p', { getter: false }), () => mock.setter(thing, 'p', { setter: false }),
  () => mock.method(thing, 'own', 5), () => mock.method(thing, 'own', () => {}, { times: 1.5 }),
]) {
  try { wrong(); console.log('taken'); } catch (error) { console.log(error.name, error.code, error.message); }
}
