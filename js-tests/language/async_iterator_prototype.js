'use strict';

// What iterators of one's own are built on: the prototype above that of async
// generators, which has no name.

const AsyncIteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf(async function* () {}).prototype);

const three = Object.create(AsyncIteratorPrototype);
three.left = 3;
three.next = async function next() {
  return this.left === 0 ? { done: true, value: undefined } : { done: false, value: this.left-- };
};

console.log(typeof AsyncIteratorPrototype[Symbol.asyncIterator], three[Symbol.asyncIterator]() === three);
(async () => {
  for await (const n of three) console.log(n);
  try {
    null.x;
  } catch (error) {
    console.log(/:(\d+):\d+/.exec(error.stack)[1]); // lines are still the text's
  }
})();
