'use strict';

// The callback of a write that was made as the connection became secure comes
// before whatever the peer does with the bytes, in the same process too.

const { ca, inTurn, server: keys, tls } = require('./common');

function run(version, rounds) {
  return (done) => {
    const log = [];
    const server = tls.createServer({ ...keys(), maxVersion: version }, (socket) => {
      socket.on('data', (data) => {
        log.push('server data');
        socket.write(data, () => log.push('server written'));
      });
    });
    server.listen(0, () => {
      let left = rounds;
      const client = tls.connect({ port: server.address().port, ca: ca(), checkServerIdentity() {} }, () => {
        const write = () => client.write('hello', () => log.push('client written'));
        client.on('data', () => {
          log.push('client data');
          if (--left > 0) write();
          else client.end();
        });
        write();
      });
      client.on('close', () => {
        console.log(version, log.join(', '));
        server.close(done);
      });
    });
  };
}

const steps = [];
for (let i = 0; i < 10; i++) steps.push(run('TLSv1.2', 3), run('TLSv1.3', 3));
inTurn(steps);
