'use strict';
// A proxy of pipes keeps every byte in order, whoever begins or stops to look on
// the way.
const net = require('net');
const crypto = require('crypto');

const size = 3000000;
const sent = Buffer.alloc(size);
for (let i = 0; i < size; i += 4) sent.writeUInt32LE(i, i);

const looks = {
  nobody: () => {},
  listener: (a) => setTimeout(() => a.on('data', () => {}), 3),
  pause: (a) => setTimeout(() => {
    a.pause();
    setTimeout(() => a.resume(), 5);
  }, 3),
  repipe: (a, b) => setTimeout(() => {
    a.unpipe(b);
    setTimeout(() => a.pipe(b), 5);
  }, 3),
  listeners: (a) => {
    let n = 0;
    const t = setInterval(() => {
      const f = () => {};
      a.on('data', f);
      setImmediate(() => a.removeListener('data', f));
      if (++n > 10) clearInterval(t);
    }, 1);
  },
  cork: (a, b) => setTimeout(() => {
    b.cork();
    setTimeout(() => b.uncork(), 5);
  }, 2),
};

(async () => {
  for (const name of Object.keys(looks)) await round(name);
})();

function round(name) {
  return new Promise((resolve) => {
    const echo = net.createServer({ allowHalfOpen: true }, (c) => c.pipe(c)).listen(0, '127.0.0.1', () => {
      const proxy = net.createServer({ allowHalfOpen: true }, (c) => {
        const up = net.connect({ port: echo.address().port, host: '127.0.0.1', allowHalfOpen: true });
        c.pipe(up);
        up.pipe(c);
        looks[name](c, up);
        looks[name](up, c);
      }).listen(0, '127.0.0.1', () => {
        const c = net.connect({ port: proxy.address().port, host: '127.0.0.1', allowHalfOpen: true });
        const hash = crypto.createHash('sha1');
        let n = 0;
        c.end(sent);
        c.on('data', (d) => {
          n += d.length;
          hash.update(d);
        });
        c.on('end', () => {
          const same = hash.digest('hex') === crypto.createHash('sha1').update(sent).digest('hex');
          console.log(name, n, same);
          echo.close();
          proxy.close(resolve);
        });
      });
    });
  });
}
