// proves: socket.renegotiate()
'use strict';

// A socket that ends while a renegotiation of its own is under way ends in good
// order: what was written arrives, and neither side hears of an error.

const { ca, inTurn, journal, server: keys, tls, words } = require('./common');

const log = journal();

function watch(name, socket) {
  let bytes = 0;
  socket.on('data', (data) => { bytes += data.length; });
  socket.on('error', (error) => log(name, words(error)));
  socket.on('close', (hadError) => log(name, 'close', hadError, bytes));
}

function act(socket, size, defer) {
  socket.renegotiate({});
  defer(() => {
    if (size > 5) socket.write(Buffer.alloc(size - 5));
    socket.end('hello');
  });
}

function run(title, fromServer, size, defer) {
  return (done) => {
    let open = 2;
    const closed = () => {
      if (--open > 0) return;
      log.print(title);
      server.close(done);
    };
    const server = tls.createServer({ ...keys(), maxVersion: 'TLSv1.2' }, (socket) => {
      watch('server', socket);
      socket.on('close', closed);
      if (fromServer) act(socket, size, defer);
    });
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca() }, () => {
        if (!fromServer) act(client, size, defer);
      });
      watch('client', client);
      client.on('close', closed);
    });
  };
}

const now = (fn) => fn();
const steps = [];
for (const size of [5, 50005]) {
  for (const [name, defer] of [['at once', now], ['in the next tick', process.nextTick], ['later', setImmediate]]) {
    steps.push(run(`server, ${size} bytes, ${name}`, true, size, defer));
    steps.push(run(`client, ${size} bytes, ${name}`, false, size, defer));
  }
}
inTurn([...steps, ...steps, ...steps]);
