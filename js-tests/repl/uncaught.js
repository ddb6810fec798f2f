'use strict';

// What is thrown: at once, later, and from where it may not be listened to.

const { run } = require('./common/session.js');

async function main() {
  console.log(await run([
    'function f() { throw new Error("in f") }; function g() { f() }',
    'g()',
    'setTimeout(() => { throw new Error("timer") }, 1), 0',
    'setImmediate(() => { throw { a: 1 } }), 0',
    'process.nextTick(() => { throw null }), 0',
    'Promise.resolve().then(() => { throw 5 }), 0',
    'var e = new (require("events"))(); e.emit("error", new Error("emitted"))',
    'Object.assign(new Error("with"), { extra: [1, 2] }); throw _',
    'throw new AggregateError([new Error("one")], "many")',
  ]).then((text) => text.replace(/\n\s+at .*node:.*/g, '').replace(/Promise \{[^}]*\}/g, 'Promise {}')
    .replace(/\n\s+at (?!f |g ).*/g, '')));
  console.log((await run(['process.on("uncaughtException", () => {})'], { useGlobal: true }))
    .replace(/\n\s+at .*/g, '').replace(/ \{$/m, ' {'));
}

main();
