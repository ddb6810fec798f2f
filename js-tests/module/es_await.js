// await outside of functions: in expressions, in loops, beside ??.

const later = async (value) => value;
const sum = await later(1) + await 2 - -await later(3);
console.log(sum, await later([await later('a')]), `${await later('t')}`, !await later(0), typeof await later(0));

const nothing = await later() ?? 'nothing';
console.log(nothing, await later(null) ?? await later('b'), await later(0) ?? 1, await later() ?? null);
console.log(await later() ?? -1, (await later())?.x ?? {}, 'a ?? b', `??${await later() ?? '?'}`);
const object = { x: null };
object.x ??= await later('set');
console.log(object, 'await x', await later() ?? (() => 1)(), 1 ?? 2); // await ?? 3

async function* numbers() {
  yield* [1, 2, 3];
}

outer: for await (const x of numbers()) {
  for await (const y of [later(1), 2]) {
    if (x === 2) continue outer;
    if (x === 3) break outer;
    console.log(x, y);
  }
}
if (sum > 100) for await (const x of []) console.log(x);
else console.log('no loop');
for await (const { length = 2, of } of [{ of: 1 }]) console.log(length, of);
for await (const x of numbers()) console.log(new Error(x).stack.split('\n')[1].replace(/.*es_await/, 'es_await'));
const inside = async () => {
  for await (const x of numbers()) if (x === 2) return x;
};
console.log(await inside());
for (const x of [1]) console.log(await later(x));
