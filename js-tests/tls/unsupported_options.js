'use strict';
// tlsjs only: Node has some of these, and ignores others.
// What cannot act throws, wherever it is given.
const tls = require('tls');

const values = {
  certificateCompression: ['zlib'],
};
for (const name of Object.keys(values)) {
  const options = { [name]: values[name] };
  for (const take of [
    () => tls.createSecureContext(options),
    () => tls.createServer(options),
    () => tls.connect({ port: 1, ...options }),
    () => new tls.TLSSocket(null, options),
  ]) {
    try {
      take();
      console.log('taken', name, take.toString());
    } catch (error) {
      if (error.code !== 'ERR_TLS_OPTION_UNSUPPORTED' || error.option !== name) throw error;
    }
  }
}
for (const name of ['clientCertEngine', 'privateKeyEngine', 'privateKeyIdentifier']) {
  for (const [value, code] of [['x', 'ERR_CRYPTO_CUSTOM_ENGINE_NOT_SUPPORTED'], [1, 'ERR_INVALID_ARG_TYPE']]) {
    try {
      tls.createSecureContext({ [name]: value });
      console.log('taken', name);
    } catch (error) {
      if (error.code !== code) throw error;
    }
  }
}
console.log('done');
