'use strict';
// An echo by pipe with an encoding: text comes back as it is, what is malformed as
// U+FFFD, wherever the pieces were cut and whoever looks on the way.
const net = require('net');
const crypto = require('crypto');

const parts = [
  'plain text ', 'häßlich ', '€ and 😀 ', Buffer.from([0xe2, 0x82]), ' cut ', Buffer.from([0xff, 0xfe, 0xc0, 0xaf]),
  Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0xf0, 0x9f, 0x98]), 'x', Buffer.from([0xf4, 0x90, 0x80, 0x80]),
];
const one = Buffer.concat(parts.map((p) => Buffer.from(p)));
const data = Buffer.concat([...new Array(20000).fill(one), Buffer.from([0xf0, 0x9f])]);

const looks = {
  nobody: () => {},
  listener: (c) => setTimeout(() => c.on('data', () => {}), 2),
  repipe: (c) => setTimeout(() => {
    c.unpipe(c);
    setTimeout(() => c.pipe(c), 3);
  }, 2),
  latin1: (c) => c.setDefaultEncoding('latin1'),
};

(async () => {
  for (const name of Object.keys(looks)) await round(name);
})();

function round(name) {
  return new Promise((resolve) => {
    const server = net.createServer({ allowHalfOpen: true }, (c) => {
      c.setEncoding('utf8');
      c.pipe(c);
      looks[name](c);
    }).listen(0, '127.0.0.1', () => {
      const c = net.connect({ port: server.address().port, host: '127.0.0.1', allowHalfOpen: true });
      const chunks = [];
      c.on('data', (d) => chunks.push(d));
      c.on('end', () => {
        const got = Buffer.concat(chunks);
        const text = data.toString();
        const want = Buffer.from(text, name === 'latin1' ? 'latin1' : 'utf8');
        const hash = crypto.createHash('sha1').update(got).digest('hex');
        console.log(name, got.length, got.equals(want), hash);
        server.close(resolve);
      });
      let at = 0;
      (function more() {
        if (at >= data.length) {
          c.end();
          return;
        }
        const n = 1 + (at * 7919) % 70000;
        c.write(data.subarray(at, at + n), more);
        at += n;
      })();
    });
  });
}
