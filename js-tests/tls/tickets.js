// proves: socket.getTLSTicket()
'use strict';

// getTLSTicket and getSession on both sides, before and after the server has
// given a session, and on a resumed one.

const assert = require('assert');
const { ca, inTurn, server: keys, tls } = require('./common');

const ticketKeys = Buffer.alloc(48, 7);

function connect(port, options, closed) {
  const socket = tls.connect({ port, ca: ca(), ...options }, () => {
    const early = socket.getSession();
    assert(Buffer.isBuffer(early) && early[0] === 0x30);
    if (socket.getProtocol() === 'TLSv1.3' && !socket.isSessionReused()) {
      assert.strictEqual(socket.getTLSTicket(), undefined);
    }
    socket.early = early;
  });
  let session;
  socket.on('session', (der) => { session = der; });
  socket.on('data', () => {
    const ticket = socket.getTLSTicket();
    // Keys name a ticket by their first sixteen bytes.
    assert.deepStrictEqual(ticket.subarray(0, 16), ticketKeys.subarray(0, 16));
    assert(socket.getSession().includes(ticket));
    closed.ticket = true;
  });
  socket.on('close', () => {
    assert.strictEqual(socket.getTLSTicket(), null);
    assert.strictEqual(socket.getSession(), null);
    closed(socket.early, session, socket.isSessionReused());
  });
}

inTurn(['TLSv1.2', 'TLSv1.3'].map((version) => (done) => {
  const server = tls.createServer({ ...keys(), ticketKeys, maxVersion: version }, (socket) => {
    assert.strictEqual(socket.getTLSTicket(), undefined);
    assert(Buffer.isBuffer(socket.getSession()));
    socket.on('data', () => {});
    // A ticket comes with data at the latest.
    setTimeout(() => socket.end('x'), 50);
  });
  server.listen(0, () => {
    const { port } = server.address();
    connect(port, {}, (early, session, reused) => {
      assert.strictEqual(early.equals(session), version === 'TLSv1.2');
      console.log(version, 'first', reused);
      connect(port, { session: early }, (again, unused, fromEarly) => {
        console.log(version, 'early session', fromEarly);
        connect(port, { session }, (last, more, fromSession) => {
          console.log(version, 'session', fromSession);
          server.close(done);
        });
      });
    });
  });
}));
