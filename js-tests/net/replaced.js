'use strict';
// A socket calls the methods that a script put in the place of its own, before and
// while it is busy.
const net = require('net');
const log = (...args) => console.log(...args);

function pair(t) {
  const server = net.createServer((a) => {
    server.close();
    t(a, b);
  }).listen(0, '127.0.0.1');
  server.on('listening', () => { b = net.connect(server.address().port, '127.0.0.1'); });
  let b;
}

function instance(next) {
  pair((a, b) => {
    let text = '';
    const { push, _write, _final, _destroy } = a;
    a.push = function(chunk) {
      log('push', chunk && String(chunk));
      return push.call(this, chunk);
    };
    a._write = function(chunk, encoding, cb) {
      log('_write', String(chunk), encoding);
      return _write.call(this, Buffer.from(`<${chunk}>`), 'buffer', cb);
    };
    a._final = function(cb) { log('_final'); _final.call(this, cb); };
    a._destroy = function(error, cb) { log('_destroy', error); _destroy.call(this, error, cb); };
    b.setEncoding('utf8').on('data', (chunk) => { text += chunk; });
    a.on('data', (chunk) => {
      a.write(`${chunk}!`, () => log('written'));
      a.pause();
      setImmediate(() => a.resume());
    });
    a.on('end', () => log('end'));
    a.on('close', (failed) => {
      log('close', failed);
      if (b.destroyed) over();
      else b.on('close', over);
    });
    const over = () => {
      log('b got', text);
      next();
    };
    b.end('hello');
  });
}

function prototype(next) {
  const { _write, destroy } = net.Socket.prototype;
  net.Socket.prototype._write = function(chunk, encoding, cb) {
    // Standard output may be a socket, too.
    if (this.remotePort !== undefined) log('prototype _write', String(chunk), encoding);
    return _write.call(this, chunk, encoding, cb);
  };
  const destroyed = new Set();
  net.Socket.prototype.destroy = function(error) {
    destroyed.add(this);
    return destroy.call(this, error);
  };
  pair((a, b) => {
    let open = 2;
    const closed = () => {
      if (--open > 0) return;
      log(destroyed.has(a), destroyed.has(b));
      net.Socket.prototype._write = _write;
      delete net.Socket.prototype.destroy;
      next();
    };
    a.on('close', closed).resume();
    b.on('close', closed).resume();
    a.end(Buffer.from('bytes'));
  });
}

function emitted(next) {
  pair((a, b) => {
    const names = [];
    const { emit } = a;
    a.emit = function(name, ...args) {
      names.push(name);
      return emit.call(this, name, ...args);
    };
    a.on('data', () => {});
    a.on('close', () => {
      log(names.join());
      next();
    });
    b.end('x');
    b.resume();
  });
}

instance(() => prototype(() => emitted(() => log('done'))));
