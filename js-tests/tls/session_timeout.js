// proves: tls.createServer options.sessionTimeout
'use strict';

// sessionTimeout: a session is resumed within it and not after it.

const { ca, server: keys, tls } = require('./common');

const server = tls.createServer({ ...keys(), sessionTimeout: 2, maxVersion: 'TLSv1.2' }, (socket) => socket.end('x'));

function connect(session, done) {
  let kept = session;
  const socket = tls.connect({ port: server.address().port, ca: ca(), session }, () => console.log('reused', socket.isSessionReused()));
  socket.on('session', (data) => { kept = data; });
  socket.resume().on('close', () => done(kept));
}

server.listen(0, () => connect(undefined, (session) => {
  connect(session, () => setTimeout(() => connect(session, () => server.close()), 3500));
}));
