// Ciphers: what they refuse, and how they say it.
'use strict';

const c = require('crypto');

// What a call gives, or how it fails, on one line.
function say(fn) {
  try {
    console.log(fn());
  } catch (e) {
    const rest = Object.keys(e).filter((k) => k !== 'code' && k !== 'opensslErrorStack');
    console.log(e.name, '|', e.code, '|', e.message, '|', rest.map((k) => `${k}=${e[k]}`).join(' '));
  }
}
say(() => c.createCipheriv('nope', Buffer.alloc(16), null));
say(() => c.createCipheriv('aes-128-cbc', Buffer.alloc(15), Buffer.alloc(16)));
say(() => c.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(15)));
say(() => c.createCipheriv('aes-128-cbc', Buffer.alloc(16), null));
say(() => c.createCipheriv('aes-128-ecb', Buffer.alloc(16), Buffer.alloc(16)));
say(() => c.createCipheriv('aes-128-ecb', Buffer.alloc(16), '').final('hex'));
say(() => c.createCipheriv('aes-128-gcm', Buffer.alloc(16), ''));
say(() => c.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16)).final());
say(() => {
  const d = c.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
  d.update(Buffer.alloc(16));
  d.final();
});
say(() => {
  const d = c.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
  d.update(Buffer.alloc(17));
  d.final();
});
say(() => {
  const d = c.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
  d.setAutoPadding(false);
  d.update(Buffer.alloc(17));
  d.final();
});
say(() => {
  const d = c.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
  d.final();
  d.final();
});
say(() => {
  const d = c.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
  d.final();
  d.update('x');
});
say(() => {
  const d = c.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
  d.final();
  d.setAutoPadding();
});
say(() => {
  const d = c.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
  d.getAuthTag();
});
say(() => {
  const d = c.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
  d.setAAD(Buffer.alloc(1));
});
say(() => {
  const d = c.createCipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12));
  d.getAuthTag();
});
say(() => {
  const d = c.createDecipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12));
  d.setAuthTag(Buffer.alloc(3));
});
say(() => {
  const d = c.createDecipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12));
  d.setAuthTag(Buffer.alloc(16));
  d.setAuthTag(Buffer.alloc(16));
});
say(() => {
  const d = c.createDecipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12));
  d.setAuthTag(Buffer.alloc(16));
  d.final();
});
say(() => {
  const d = c.createDecipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12));
  d.final();
});
say(() => {
  const d = c.createCipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12));
  d.update('x');
  d.setAAD(Buffer.alloc(16));
});
say(() => {
  const d = c.createCipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12), { authTagLength: 3 });
});
say(() => {
  const d = c.createCipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12), { authTagLength: '3' });
});
say(() => {
  const d = c.createCipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12), { authTagLength: 8 });
  d.final();
  return d.getAuthTag();
});
say(() => {
  const d = c.createDecipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12), { authTagLength: 8 });
  d.setAuthTag(Buffer.alloc(12));
});
say(() => {
  const d = c.createDecipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12));
  d.setAuthTag('58e2fccefa7e3061', 'hex');
  d.final();
  return 'good';
});
say(() => {
  const d = c.createCipheriv('chacha20-poly1305', Buffer.alloc(32), Buffer.alloc(12));
  d.final();
  return d.getAuthTag();
});
say(() => {
  const d = c.createCipheriv('chacha20-poly1305', Buffer.alloc(32), Buffer.alloc(12), { authTagLength: 17 });
  d.final();
  return d.getAuthTag();
});
say(() => {
  const d = c.createCipheriv('chacha20-poly1305', Buffer.alloc(32), Buffer.alloc(12), { authTagLength: 5 });
  d.setAAD(Buffer.from('x'));
  d.update('');
  d.update('');
  d.update('abc');
  d.final();
  return d.getAuthTag();
});
say(() => {
  const d = c.createCipheriv('chacha20-poly1305', Buffer.alloc(32), Buffer.alloc(13));
});
say(() => {
  const d = c.createCipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(12));
});
say(() => {
  const d = c.createCipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(12), { authTagLength: 5 });
});
say(() => {
  const d = c.createCipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(6), { authTagLength: 16 });
});
say(() => {
  const d = c.createCipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(12), { authTagLength: 16 });
  d.setAAD(Buffer.alloc(3));
});
say(() => {
  const d = c.createCipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(12), { authTagLength: 16 });
  d.update('a');
  d.update('b');
});
say(() => {
  const d = c.createCipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(13), { authTagLength: 16 });
  d.update(Buffer.alloc(65536));
});
say(() => {
  const d = c.createDecipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(12), { authTagLength: 16 });
  d.update('a');
});
say(() => {
  const d = c.createDecipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(12), { authTagLength: 16 });
  d.setAuthTag(Buffer.alloc(16));
  d.update('a');
  d.final();
});
say(() => {
  const d = c.createDecipheriv('aes-128-ccm', Buffer.alloc(16), Buffer.alloc(12), { authTagLength: 16 });
  d.setAuthTag(Buffer.alloc(15));
});
say(() => {
  const d = c.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
  d.update(5);
});
say(() => {
  const d = c.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
  d.update('a', 'utf8', 'hex');
  d.update('a', 'utf8', 'latin1');
});
say(() => {
  const d = c.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16));
  d.update('a', 'utf8', 'zzz');
});
say(() => c.createCipheriv('aes-128-cbc', 5, Buffer.alloc(16)));
say(() => c.createCipheriv(5, 5, Buffer.alloc(16)));
say(() => c.createCipheriv('aes-128-cbc', Buffer.alloc(16)));
say(() => c.createCipheriv('aes-128-cbc', Buffer.alloc(16), 4));
say(() => c.getCipherInfo('aes-128-cbc'));
say(() => c.getCipherInfo('nope'));
say(() => c.getCipherInfo('aes-128-gcm', { ivLength: 13, keyLength: 15 }));
say(() => c.getCipherInfo('aes-128-gcm', { ivLength: 13 }));
say(() => c.getCipherInfo(419));
say(() => c.getCipherInfo('chacha20-poly1305'));
say(() => c.getCipherInfo('aes-128-ccm', { ivLength: 14 }));
say(() => c.getCipherInfo());
say(() => c.getCipherInfo('x', 1));

// What is wrong with both, the key and the vector, is said of the vector.
for (const name of ['aes-256-cbc', 'aes-256-gcm', 'aes-128-ctr', 'chacha20-poly1305', 'aes-128-ecb', 'aes-128-ccm']) {
  for (const [key, iv] of [['short', 'x'], [Buffer.alloc(16), ''], ['short', null], ['short', Buffer.alloc(16)]]) {
    try {
      require('crypto').createCipheriv(name, key, iv, { authTagLength: 16 });
      console.log(name, 'made');
    } catch (error) {
      console.log(name, key.length, error.code);
    }
  }
}
