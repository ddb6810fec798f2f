// The old module constants and the groups that it is made of.
'use strict';

const constants = require('constants');
const os = require('os');
const fs = require('fs');

console.log(Object.isFrozen(constants), Object.keys(constants).length);
for (const name of Object.keys(constants)) console.log(name, constants[name]);
console.log(constants.ENOENT === os.constants.errno.ENOENT, constants.O_RDWR === fs.constants.O_RDWR);
console.log(constants.SSL_OP_NO_TLSv1 | constants.SSL_OP_CIPHER_SERVER_PREFERENCE);

const crypto = require('crypto');
console.log(Object.keys(crypto.constants).join());
console.log(crypto.constants.defaultCipherList === crypto.constants.defaultCoreCipherList);
console.log(Object.getPrototypeOf(crypto.constants), Object.isFrozen(crypto.constants));
