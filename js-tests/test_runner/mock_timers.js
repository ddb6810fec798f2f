'use strict';

const { mock } = require('node:test');

const real = setTimeout;
const log = (...values) => console.log(...values, Date.now());

mock.timers.enable();
try { mock.timers.enable(); } catch (error) { console.log(error.code, error.message); }
setTimeout(log, 10, 'ten', 1);
setTimeout(log, 5, 'five');
setTimeout(log, 5, 'five, too');
const interval = setInterval(() => log('interval'), 4);
setImmediate(log, 'immediate');
clearTimeout(setTimeout(log, 6, 'never'));
clearImmediate(setImmediate(log, 'never'));
clearTimeout(undefined);
setTimeout(log, 2 ** 31, 'too long');
const handle = setTimeout(() => {}, 1000);
console.log(handle.hasRef(), handle.ref() === handle, handle.unref() === handle, handle.refresh() === handle);
mock.timers.tick();
console.log('--');
mock.timers.tick(9);
console.log('--');
clearInterval(interval);
mock.timers.runAll();
mock.timers.setTime(1000);
setTimeout(log, 5, 'after setTime');
mock.timers.tick(5);
console.log(require('timers').setTimeout === setTimeout, setTimeout === real);
mock.timers.reset();
console.log(setTimeout === real, require('timers').setTimeout === real, Date.now() > 1e12);
mock.timers.reset();
mock.timers.runAll === undefined || console.log('reset twice');

mock.timers.enable({ apis: ['setTimeout'] });
console.log(setTimeout === real, Date.now() > 1e12, setInterval === require('timers').setInterval);
mock.timers.reset();
mock.timers.enable({ now: 100 });
const seen = [];
const stopping = setInterval(() => { seen.push(Date.now()); clearInterval(stopping); }, 10);
mock.timers.tick(5);
mock.timers.tick(5);
console.log(seen);
mock.timers.reset();

for (const wrong of [
  () => mock.timers.tick(), () => mock.timers.runAll(), () => mock.timers.setTime(1), () => mock.timers.setTime('x'),
  () => mock.timers.enable({ apis: ['x'] }), () => mock.timers.enable({ apis: 1 }), () => mock.timers.enable({ now: -1 }),
  () => mock.timers.enable({ now: NaN }), () => mock.timers.enable({ now: 'x' }),
  () => { mock.timers.enable(); mock.timers.tick(-1); },
]) {
  try { wrong(); console.log('taken'); } catch (error) { console.log(error.name, error.code, error.message); }
  mock.timers.reset();
}
