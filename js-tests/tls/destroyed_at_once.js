'use strict';

// A client of TLS 1.2 that is destroyed as soon as it is secure: what the server
// has sent by then is no reason for a reset.

const { ca, inTurn, server: keys, tls } = require('./common');

const told = [];
const once = (done) => {
  let open = 2;
  const over = () => {
    if (--open === 0) server.close(done);
  };
  const server = tls.createServer({ ...keys(), maxVersion: 'TLSv1.2' }, (socket) => {
    socket.on('error', (error) => told.push(error.code)).on('close', over);
    socket.end('ok');
  });
  server.listen(0, () => {
    const client = tls.connect({ port: server.address().port, ca: ca(), maxVersion: 'TLSv1.2' }, () => client.destroy());
    client.on('close', over);
  });
};
inTurn([...Array(40).fill(once), (done) => {
  console.log(told);
  done();
}]);
