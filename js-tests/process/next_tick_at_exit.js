'use strict';

// What is put on the queue while 'exit' is told never runs; what stood there
// before does.

process.nextTick(() => console.log('before'));
process.on('exit', () => {
  process.nextTick(() => console.log('never'));
  console.log('exit');
});
