'use strict';

// setEncoding, pipe, pause and resume, cork, async iteration.

const { Transform, pipeline } = require('stream');
const { ca, inTurn, server: keys, tls } = require('./common');

const upper = () => new Transform({
  transform(chunk, encoding, callback) { callback(null, String(chunk).toUpperCase()); },
});

function run(title, serve, talk) {
  return (done) => {
    const server = tls.createServer(keys(), serve);
    server.listen(0, () => {
      const client = tls.connect({ port: server.address().port, ca: ca() });
      talk(client, title);
      client.on('close', () => server.close(done));
    });
  };
}

function print(client, title) {
  let text = '';
  client.setEncoding('utf8');
  client.on('data', (piece) => { text += piece; });
  client.on('end', () => console.log(title, text));
}

inTurn([
  run('echo', (socket) => socket.pipe(socket), (client, title) => {
    print(client, title);
    client.end('echoed');
  }),
  run('through a transform', (socket) => socket.pipe(upper()).pipe(socket), (client, title) => {
    print(client, title);
    client.write('small ');
    client.end('letters');
  }),
  run('pipeline', (socket) => pipeline(socket, upper(), socket, () => {}), (client, title) => {
    print(client, title);
    client.end('in a pipeline');
  }),
  run('encodings', (socket) => {
    for (const [text, encoding] of [['48656c', 'hex'], ['bG8g', 'base64'], ['\u20ac', 'utf8'], ['\u00e9', 'latin1']]) {
      socket.write(text, encoding);
    }
    socket.end('\u4e16', 'utf16le');
  }, (client, title) => {
    const parts = [];
    client.on('data', (piece) => parts.push(piece));
    client.on('end', () => console.log(title, Buffer.concat(parts)));
  }),
  run('split characters', (socket) => {
    const euro = Buffer.from('\u20ac');
    socket.write(euro.subarray(0, 1));
    setTimeout(() => socket.end(euro.subarray(1)), 10);
  }, print),
  run('hex', (socket) => socket.end('abc'), (client, title) => {
    client.setEncoding('hex');
    client.on('data', (piece) => console.log(title, piece));
  }),
  run('paused', (socket) => socket.end('waits'), (client, title) => {
    let resumed = false;
    client.pause();
    client.on('data', (piece) => console.log(title, resumed, String(piece)));
    client.on('secureConnect', () => setTimeout(() => {
      resumed = true;
      client.resume();
    }, 40));
  }),
  run('readable and read()', (socket) => socket.end('0123456789'), (client, title) => {
    client.on('readable', () => {
      for (let piece = client.read(4); piece !== null; piece = client.read(4)) console.log(title, String(piece));
    });
  }),
  run('async iteration', (socket) => {
    socket.write('one');
    setTimeout(() => socket.end('two'), 20);
  }, async (client, title) => {
    let text = '';
    for await (const piece of client) text += piece;
    console.log(title, text);
  }),
  run('records stay apart', (socket) => {
    for (const word of ['a', 'b', 'c']) socket.write(word);
    socket.end();
  }, (client, title) => {
    const sizes = [];
    client.on('data', (piece) => sizes.push(piece.length));
    client.on('end', () => console.log(title, sizes.reduce((a, b) => a + b)));
  }),
]);
