// Records what Node shows of each certificate here: node record.js
'use strict';
const fs = require('fs');
const path = require('path');
const { X509Certificate } = require('crypto');
for (const name of fs.readdirSync(__dirname).filter((n) => n.endsWith('.pem'))) {
  const file = path.join(__dirname, name);
  const certificate = new X509Certificate(fs.readFileSync(file));
  const shown = certificate.toLegacyObject();
  shown.infoAccessText = certificate.infoAccess;
  const text = JSON.stringify(shown, (key, value) =>
    (value && value.type === 'Buffer' ? Buffer.from(value.data).toString('hex') : value), 2);
  fs.writeFileSync(file.replace(/pem$/, 'json'), text + '\n');
}
