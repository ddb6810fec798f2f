'use strict';

// A stream of one child as a standard stream of another; a connection as one.

const { spawn } = require('child_process');
const net = require('net');

const sort = spawn('sort', { stdio: ['pipe', 'pipe', 'inherit'] });
const one = spawn('echo', ['b'], { stdio: ['ignore', sort.stdin, 'inherit'] });
one.on('exit', () => {
  // It is still ours to write to.
  sort.stdin.end('a\n');
});
sort.stdout.on('data', (bytes) => console.log(JSON.stringify(String(bytes))));
sort.on('close', (code) => {
  console.log(code);
  reading();
});

function reading() {
  const source = spawn('printf', ['x\\ny\\n'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const count = spawn('wc', ['-l'], { stdio: [source.stdout, 'pipe', 'inherit'] });
  count.stdout.on('data', (bytes) => console.log(String(bytes).trim()));
  count.on('close', connection);
}

function connection() {
  const server = net.createServer((socket) => {
    // What comes meanwhile is the child's all the same.
    for (const late = Date.now() + 50; Date.now() < late;);
    const child = spawn('sh', ['-c', 'read x; echo got $x'], { stdio: [socket, socket, 'inherit'] });
    child.on('exit', () => {
      // And what comes after its end is ours.
      socket.on('data', (bytes) => socket.end(`not ${bytes}`)).resume();
    });
    server.close();
  }).listen(0, () => {
    const client = net.connect(server.address().port);
    client.write('a line\n');
    client.on('data', (bytes) => {
      console.log(String(bytes).trim());
      if (String(bytes).startsWith('got')) setTimeout(() => client.write('for the child\n'), 100);
    });
    client.on('close', () => console.log('closed'));
  });
}
