'use strict';

// Agents: connections that are kept, limits, names.

const http = require('http');

const { Agent } = http;
const plain = new Agent();
console.log(plain.getName(), plain.getName({ host: 'h', port: 1, localAddress: 'l', family: 6, socketPath: '/s' }));

let connections = 0;
const server = http.createServer((req, res) => {
  setTimeout(() => res.end(String(req.socket.number)), 20);
}).on('connection', (socket) => { socket.number = ++connections; });

function get(agent, path, done) {
  const req = http.get({ port: server.address().port, agent, path }, (res) => {
    let body = '';
    res.on('data', (data) => { body += data; });
    res.on('end', () => done(`${path} on ${body} reused ${req.reusedSocket}`));
  });
  return req;
}

function all(agent, count) {
  return new Promise((resolve) => {
    const lines = [];
    for (let i = 0; i < count; i++) {
      get(agent, `/${i}`, (line) => {
        lines.push(line);
        if (lines.length === count) setImmediate(() => setImmediate(resolve, lines));
      });
    }
    const sizes = (lists) => Object.values(lists).map((list) => list.length);
    console.log('sockets', sizes(agent.sockets), 'requests', sizes(agent.requests), 'total', agent.totalSocketCount);
  });
}

const state = (agent) => ['sockets', 'freeSockets', 'requests'].map((name) => Object.values(agent[name]).map((l) => l.length).join());

async function main() {
  const kept = new Agent({ keepAlive: true, maxSockets: 2 });
  console.log((await all(kept, 5)).map((line) => line.replace(/ on \d/, '')).sort(), state(kept));
  console.log((await all(kept, 1)).length, state(kept));
  kept.destroy();
  const few = new Agent({ keepAlive: true, maxFreeSockets: 1 });
  await all(few, 3);
  console.log(state(few));
  few.destroy();
  const total = new Agent({ maxTotalSockets: 1 });
  console.log((await all(total, 3)).length, state(total));
  const fifo = new Agent({ keepAlive: true, scheduling: 'fifo' });
  const lifo = new Agent({ keepAlive: true, scheduling: 'lifo' });
  for (const agent of [fifo, lifo]) {
    connections = 0;
    const freed = (await all(agent, 3)).map((text) => / on (\d)/.exec(text)[1]);
    // The one that was free first, or last.
    const [line] = await all(agent, 1);
    console.log(agent.scheduling, line.includes(` on ${agent.scheduling === 'fifo' ? freed[0] : freed[2]} `), line.slice(-4));
    agent.destroy();
  }
  const none = await all(new Agent({ keepAlive: false }), 2);
  console.log(none.map((line) => line.slice(-5)));
  console.log((await all(http.globalAgent, 1)).length, Object.values(http.globalAgent.freeSockets)[0].length);
  server.close(() => console.log('closed'));
}

server.listen(0, main);
