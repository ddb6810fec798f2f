'use strict';
// process.env holds texts only.
process.env.A = undefined;
process.env.B = null;
process.env.C = 1;
console.log(process.env.A, process.env.B, process.env.C, 'C' in process.env, delete process.env.C, 'C' in process.env);
console.log(process.env.C, Object.keys(process.env).includes('A'), process.env.hasOwnProperty('A'), delete process.env.C);
console.log(process.env.toString === Object.prototype.toString, typeof process.env, { ...process.env }.A);
console.log(Object.getOwnPropertyDescriptor(process.env, 'A'), Object.getOwnPropertyDescriptor(process.env, 'Z'));
try {
  process.env.S = Symbol('a');
} catch (e) {
  console.log(e.name, e.message);
}
let found = false;
for (const name in process.env) if (name === 'B') found = true;
console.log(found, JSON.stringify(process.env).includes('"A":"undefined"'));
Object.assign(process.env, { D: true, E: 'e' });
console.log(process.env.D, process.env.E);
