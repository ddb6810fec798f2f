'use strict';

// A worker's side. The runtime loads this before the script.

const EventEmitter = require('events');
const { openChannel } = require('./channel.js');
const { Worker } = require('./worker.js');

const link = binding.primary;
const cluster = new EventEmitter();
Object.assign(cluster, { isWorker: true, isMaster: false, isPrimary: false, worker: null, Worker });

const servers = new Set(); // those that listen on a shared socket
const sockets = new Set(); // of UDP, that are shared
let acknowledged = null;

const channel = openChannel(process, link);
const worker = new Worker({ id: link.id, process, state: 'online' });
cluster.worker = worker;

// The listeners of the script come after these.
process.once('disconnect', () => {
  worker.emit('disconnect');
  // The primary has gone, or let go of this worker.
  if (!worker.exitedAfterDisconnect) process.exit(0);
});
process.on('internalMessage', (message) => {
  if (message.act === 'disconnect') leave(true);
  else if (message.ack && acknowledged !== null) acknowledged();
});
link.receive(channel.onmessage, channel.oncut);
tell({ act: 'online' });

function tell(message) {
  return channel.sendInternal({ cmd: 'NODE_CLUSTER', ...message });
}

// listening(server, request) tells the primary when the server listens.
function listening(server, request) {
  servers.add(server);
  server.once('listening', () => {
    worker.state = 'listening';
    const address = server.address();
    tell({ act: 'listening', ...request, port: (address && address.port) || request.port });
  });
  server.once('close', () => {
    if (!server.listening) servers.delete(server);
  });
}

// bound(socket, request) tells the primary of a UDP socket that is shared.
function bound(socket, request) {
  sockets.add(socket);
  worker.state = 'listening';
  tell({ act: 'listening', fd: -1, ...request, port: socket.address().port });
  socket.once('close', () => sockets.delete(socket));
}

// leave closes the servers, waits for their connections, and cuts the link.
function leave(primaryBegan) {
  worker.exitedAfterDisconnect = true;
  let waiting = 1;
  const closed = () => {
    if (--waiting > 0) return;
    if (primaryBegan) disconnect();
    else announce(disconnect);
  };
  for (const server of servers) {
    if (!server.listening) continue;
    waiting++;
    server.close(closed);
  }
  servers.clear();
  for (const socket of sockets) {
    waiting++;
    socket.close(closed);
  }
  sockets.clear();
  closed();
}

function disconnect() {
  if (process.connected) process.disconnect();
}

// announce tells the primary that the end to come is meant.
function announce(then) {
  acknowledged = then;
  tell({ act: 'exitedAfterDisconnect' });
}

Worker.prototype.disconnect = function disconnect() {
  if (this.state !== 'disconnecting' && this.state !== 'destroying') {
    this.state = 'disconnecting';
    leave(false);
  }
  return this;
};

Worker.prototype.destroy = function destroy() {
  if (this.state === 'destroying') return;
  this.exitedAfterDisconnect = true;
  if (!this.isConnected()) process.exit(0);
  this.state = 'destroying';
  announce(disconnect);
  process.once('disconnect', () => process.exit(0));
};

module.exports = { bound, cluster, listening };
