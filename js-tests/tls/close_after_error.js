'use strict';

// A server that is closed when its only client has turned it down is closed before it
// tells of that client, whose connection was counted out first.

const { ca, inTurn, server: keys, tls } = require('./common');

const run = (title, clientOptions, act) => (done) => {
  const log = [];
  let closing = false;
  const server = tls.createServer(keys(), () => log.push('secureConnection'));
  server.on('tlsClientError', (error) => {
    log.push(`tlsClientError ${error.code} ${error.message}`);
    console.log(title, log.join(' | '));
    done();
  });
  server.listen(0, () => {
    const options = { port: server.address().port, ca: ca(), servername: 'localhost', ...clientOptions };
    const client = tls.connect(options, () => {
      log.push('secureConnect');
      act(client);
    });
    const close = (...what) => {
      log.push(what.join(' '));
      if (!closing) server.close(() => log.push('closed'));
      closing = true;
    };
    client.on('error', (error) => close('error', error.code));
    client.on('close', (failed) => close('close', failed));
  });
};

inTurn([
  run('not trusted:', { ca: [] }),
  run('another\'s:', { checkServerIdentity: () => Object.assign(new Error('mine'), { code: 'MINE' }) }),
  run('destroyed:', {}, (client) => client.destroy()),
  run('destroyed with an error:', {}, (client) => client.destroy(Object.assign(new Error('mine'), { code: 'MINE' }))),
]);
