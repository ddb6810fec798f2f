'use strict';

// Messages both ways, and the end of the channel from either side.

const { fork } = require('child_process');

if (process.argv[2] === 'child') {
  child();
} else {
  const worker = fork(__filename, ['child', 'argument'], { execArgv: [], env: { ...process.env, GIVEN: 'x' } });
  console.log(worker.connected, worker.stdout, typeof worker.send, worker.spawnargs.slice(2));
  const values = [1, 'text', null, true, [1, { a: 'ä\n€' }], { nested: { list: [] }, undef: undefined }, 'x'.repeat(300000)];
  let got = 0;
  worker.on('message', (message, handle) => {
    if (message.said) console.log(message.said, handle);
    else console.log(JSON.stringify(message.echo).slice(0, 60), ++got);
    if (got === values.length) {
      got++;
      worker.send('leave');
    }
  });
  worker.on('disconnect', () => console.log('disconnect', worker.connected, worker.channel));
  worker.on('exit', (...args) => console.log('exit', ...args));
  worker.on('close', (...args) => {
    console.log('close', ...args);
    after(worker);
  });
  for (const value of values) worker.send(value);
}

function child() {
  process.send({ said: [process.argv[3], process.connected, process.env.GIVEN, 'NODE_CHANNEL_FD' in process.env] });
  process.on('message', (message) => {
    if (message !== 'leave') {
      process.send({ echo: message });
      return;
    }
    process.on('disconnect', () => {
      try {
        process.disconnect();
      } catch (err) {
        process.exitCode = err.code === 'ERR_IPC_DISCONNECTED' ? 3 : 4;
      }
    });
    process.disconnect();
  });
}

function after(worker) {
  console.log(worker.send('late', (err) => console.log(err.code, err.message)));
  worker.on('error', (err) => console.log(err.code));
  worker.disconnect();
  worker.send('later');
  for (const bad of [undefined, () => {}, Symbol('x'), 5n]) {
    worker.connected = true;
    try {
      worker.send(bad);
    } catch (err) {
      console.log(err.code);
    }
    worker.connected = false;
  }
}
