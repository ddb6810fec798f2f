// proves: tls.createServer options.sessionIdContext
'use strict';

// sessionIdContext: servers that share ticket keys resume each other's sessions
// only under the same name.

const { ca, inTurn, server: keys, tls } = require('./common');

const ticketKeys = Buffer.alloc(48, 'k');

function attempt(maxVersion, ours, theirs) {
  return (done) => {
    const make = (sessionIdContext) => {
      const server = tls.createServer({ ...keys(), ticketKeys, sessionIdContext, maxVersion }, (socket) => socket.end('x'));
      return server.listen(0);
    };
    const first = make(ours);
    const second = make(theirs);
    const connect = (server, session, next) => {
      let kept;
      const socket = tls.connect({ port: server.address().port, ca: ca(), session }, () => {
        if (session) console.log(maxVersion, ours, theirs, 'reused', socket.isSessionReused());
      });
      socket.on('session', (data) => { kept = data; });
      socket.resume().on('close', () => next(kept));
    };
    second.on('listening', () => connect(first, undefined, (session) => connect(second, session, () => {
      first.close();
      second.close(done);
    })));
  };
}

inTurn([
  attempt('TLSv1.2', 'one', 'one'), attempt('TLSv1.2', 'one', 'other'),
  attempt('TLSv1.3', 'one', 'one'), attempt('TLSv1.3', 'one', 'other'),
]);
