'use strict';

// The encoding 'buffer' is for buffers; a name that is no text is shown as it is.

const assert = require('assert');
const net = require('net');

const server = net.createServer((socket) => socket.resume()).listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1', () => {
    assert.throws(() => client.write('text', 'buffer'), {
      name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE', message: 'Second argument must be a buffer',
    });
    for (const [name, shown] of [[{ a: 1 }, '{ a: 1 }'], [[], '[]'], [Symbol('q'), 'Symbol(q)'], ['no', 'no']]) {
      assert.throws(() => client.write('text', name), {
        code: 'ERR_UNKNOWN_ENCODING', message: `Unknown encoding: ${shown}`,
      });
    }
    client.destroy();
    server.close(() => console.log('ok'));
  });
});
