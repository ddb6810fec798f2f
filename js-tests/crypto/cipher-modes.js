// Every cipher, in pieces of growing size, there and back; the nonces and
// lengths at which GCM changes its way.
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
const key = Buffer.from('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', 'hex');
const text = Buffer.from(Array.from({ length: 1e5 }, (_, i) => i * 7 & 255));
const mine = new Set('aes-128-cbc,aes-128-ccm,aes-128-cfb,aes-128-cfb8,aes-128-ctr,aes-128-ecb,aes-128-gcm,aes-128-ofb,aes-192-cbc,aes-192-ccm,aes-192-cfb,aes-192-cfb8,aes-192-ctr,aes-192-ecb,aes-192-gcm,aes-192-ofb,aes-256-cbc,aes-256-ccm,aes-256-cfb,aes-256-cfb8,aes-256-ctr,aes-256-ecb,aes-256-gcm,aes-256-ofb,aes128,aes192,aes256,chacha20,chacha20-poly1305,des-ede,des-ede-cbc,des-ede-cfb,des-ede-ecb,des-ede-ofb,des-ede3,des-ede3-cbc,des-ede3-cfb,des-ede3-cfb8,des-ede3-ecb,des-ede3-ofb,des3,id-aes128-CCM,id-aes128-GCM,id-aes192-CCM,id-aes192-GCM,id-aes256-CCM,id-aes256-GCM'.split(','));
const sha = (b) => c.createHash('sha1').update(b).digest('hex');
for (const n of mine) say(() => {
  const i = c.getCipherInfo(n);
  const k = key.slice(0, i.keyLength);
  const iv = i.ivLength ? Buffer.alloc(i.ivLength, 255) : null;
  const ae = /gcm|ccm|poly/i.test(n);
  const opt = ae ? { authTagLength: 16 } : {};
  const e = c.createCipheriv(n, k, iv, opt);
  let out = [];
  if (ae) e.setAAD(Buffer.from('header'), { plaintextLength: 1e5 });
  if (i.mode === 'ccm') out.push(e.update(text));
  else {
    let p = 0, step = 1;
    while (p < text.length) {
      out.push(e.update(text.slice(p, p + step)));
      p += step;
      step = step * 3 + 1;
    }
  }
  out.push(e.final());
  const ct = Buffer.concat(out);
  const tag = ae ? e.getAuthTag() : null;
  const d = c.createDecipheriv(n, k, iv, opt);
  if (ae) {
    d.setAuthTag(tag);
    d.setAAD(Buffer.from('header'), { plaintextLength: 1e5 });
  }
  const o2 = [];
  if (i.mode === 'ccm') o2.push(d.update(ct));
  else for (let p = 0; p < ct.length; p += 777) o2.push(d.update(ct.slice(p, p + 777)));
  o2.push(d.final());
  return [n, JSON.stringify(i), sha(ct), tag && tag.toString('hex'), Buffer.concat(o2).equals(text)].join(' ');
});
for (const ivl of [1, 8, 11, 12, 13, 16, 17, 64, 128]) say(() => {
  const e = c.createCipheriv('aes-256-gcm', key, Buffer.alloc(ivl, 90 + ivl));
  e.setAAD(Buffer.alloc(ivl * 3));
  e.setAAD(Buffer.alloc(5, 1));
  const a = e.update(text);
  e.final();
  return [ivl, sha(a), e.getAuthTag().toString('hex')].join();
});
for (const n of [0, 1, 15, 16, 17, 31, 32, 33, 48, 16384, 16385, 16400]) for (const m of [0, 1, 16, 17, 32, 16384]) say(() => {
  const e = c.createCipheriv('aes-128-gcm', key.slice(0, 16), Buffer.alloc(12, 1));
  if (m) e.setAAD(text.slice(0, m));
  const a = e.update(text.slice(0, n));
  e.final();
  return [n, m, e.getAuthTag().toString('hex')].join();
});
say(() => {
  const e = c.createCipheriv('aes-256-cbc', key, Buffer.alloc(16));
  return e.update('héllo', 'utf8', 'base64') + e.final('base64');
});
const st = c.createCipheriv('aes-256-cbc', key, Buffer.alloc(16));
const dec = c.createDecipheriv('aes-256-cbc', key, Buffer.alloc(16));
let got = '';
st.pipe(dec).on('data', (d) => got += d).on('end', () => console.log('piped', got));
st.write('hello ');
st.end('world');
say(() => c.getCiphers().length > 40);
