'use strict';

// What setOptions is not given about clients is the default again.

const { server: keys, tls } = require('./common');

process.noDeprecation = true;
const server = tls.createServer({ ...keys(), requestCert: true, rejectUnauthorized: false });
const show = () => console.log(server.requestCert, server.rejectUnauthorized);
show();
for (const options of [
  {}, { requestCert: true }, { rejectUnauthorized: false }, { requestCert: 1, rejectUnauthorized: 0 },
  { requestCert: true, rejectUnauthorized: null }, { requestCert: false, rejectUnauthorized: undefined },
]) {
  server.setOptions({ ...keys(), ...options });
  show();
}
