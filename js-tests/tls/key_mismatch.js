// tlsjs only: Node takes a key that does not fit its certificate if their types differ
'use strict';

// A key that does not belong to its certificate is refused at once.

const assert = require('assert');
const { read, tls } = require('./common');

for (const make of [tls.createSecureContext, tls.createServer]) {
  assert.throws(() => make({ key: read('client-key.pem'), cert: read('server-cert.pem') }),
                { code: /^ERR_OSSL_X509_KEY_(VALUES|TYPE)_MISMATCH$/ });
}
