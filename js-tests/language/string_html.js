'use strict';
// The methods of String.prototype that make HTML (ECMA-262, annex B.2.2).
const names = ['anchor', 'big', 'blink', 'bold', 'fixed', 'fontcolor', 'fontsize', 'italics', 'link', 'small', 'strike',
  'sub', 'sup'];
for (const name of names) {
  const d = Object.getOwnPropertyDescriptor(String.prototype, name);
  const method = d.value;
  console.log(name, method.name, method.length, d.writable, d.enumerable, d.configurable, 'prototype' in method,
              'a<b"'[name]('"x" & <y>'), 'a'[name]());
  for (const bad of [null, undefined, Symbol('s')]) {
    try {
      method.call(bad, 'x');
      console.log('no error');
    } catch (e) {
      console.log(e.name, bad === null || bad === undefined ? e.message : '');
    }
  }
  try {
    new method();
  } catch (e) {
    console.log(e.name);
  }
}
const order = [];
String.prototype.anchor.call({ toString() { order.push('this'); return 't'; } }, { toString() { order.push('value'); return 'v'; } });
console.log(order, String.prototype.link.call(5, 6), Object.keys(String.prototype));
