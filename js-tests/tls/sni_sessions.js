// proves: event 'newSession'
'use strict';

// Who is told of sessions where a name has chosen the context, in TLS 1.2: a server
// hears of no session whose client takes tickets, whatever the name's context says.

const { constants: { SSL_OP_NO_TICKET: noTicket } } = require('crypto');
const { inTurn, server: keys, tls } = require('./common');

const contextOf = (options) => (name, callback) => callback(null, tls.createSecureContext({ ...keys(), ...options }));

const servers = {
  'a context like the own': { SNICallback: contextOf({}) },
  'a context without tickets': { SNICallback: contextOf({ secureOptions: noTicket }) },
  'a context with other keys': { SNICallback: contextOf({ ticketKeys: Buffer.alloc(48, 1) }) },
  'no context': { SNICallback: (name, callback) => callback(null, null) },
  'a context later': { SNICallback: (name, callback) => setTimeout(contextOf({}), 5, name, callback) },
  'no tickets': { SNICallback: contextOf({}), secureOptions: noTicket },
  'another suite': { SNICallback: contextOf({}), ciphers: 'AES256-SHA256', honorCipherOrder: true },
};

function run(title, options, clientOptions) {
  return (done) => {
    const told = [];
    const server = tls.createServer({ ...keys(), ...options }, (socket) => socket.end('x'));
    server.on('newSession', (id, data, callback) => {
      told.push(`newSession ${id.length}`);
      callback();
    });
    server.on('resumeSession', (id, callback) => {
      told.push(`resumeSession ${id.length}`);
      callback(null, null);
    });
    const connect = (session, then) => {
      let next;
      const client = tls.connect({
        port: server.address().port, rejectUnauthorized: false, session, maxVersion: 'TLSv1.2',
        ciphers: 'ECDHE-RSA-AES128-GCM-SHA256:AES256-SHA256', ...clientOptions,
      }, () => told.push(`reused ${client.isSessionReused()}`));
      client.on('session', (data) => { next = data; });
      client.resume().on('close', () => then(next));
    };
    server.listen(0, () => connect(undefined, (session) => connect(session, () => {
      console.log(title, told.join(', '));
      server.close(done);
    })));
  };
}

const steps = [];
for (const [title, options] of Object.entries(servers)) {
  steps.push(run(title, options, { servername: 'a.test' }));
  steps.push(run(`${title}, without a name`, options, {}));
  steps.push(run(`${title}, a client without tickets`, options, { servername: 'a.test', secureOptions: noTicket }));
}
inTurn(steps);
