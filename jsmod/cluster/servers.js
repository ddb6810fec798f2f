'use strict';

// joined(server, request) is called by net when a server listens on a socket
// that other runtimes listen on too. They share what tls keeps for resumption:
// the first to listen decides.
function joined(server, request) {
  if (typeof server._getServerData === 'function') {
    const data = server._handle.keep(JSON.stringify(server._getServerData()));
    server._setServerData(JSON.parse(data));
  }
  if (typeof server._shareSessions === 'function') server._shareSessions(server._handle);
  if (binding.primary !== null) require('./child.js').listening(server, request);
}

// bound(socket, request) is called by dgram when a socket is bound that other workers
// may be bound to.
function bound(socket, request) {
  if (binding.primary !== null) require('./child.js').bound(socket, request);
}

module.exports = { bound, joined };
