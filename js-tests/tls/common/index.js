'use strict';

// What the scripts of this folder share. They run in a folder of keys.

const fs = require('fs');
const tls = require('tls');

const read = (name) => fs.readFileSync(name);

const server = () => ({ key: read('server-key.pem'), cert: read('server-cert.pem') });
// The client's certificate is the CA's; client-cert.pem is self-signed.
const client = () => ({ pfx: read('client.pfx') });
// Everything that a server of these scripts shows is trusted.
const ca = () => [read('server-cert.pem'), read('ca-cert.pem')];

// An error in one line, without what differs between machines and releases.
function words(error) {
  if (error === null || error === undefined) return String(error);
  const text = error.message.replace(/^[0-9A-F]{16}:/, '').replace(/:\.\.\/deps\/.*$/s, '')
    .replace(/(error:[0-9A-F]+:[^:]*):[^:]*:/, '$1::').replace(/:\d{4,5}\b/, ':PORT').trim();
  return `${error.name} ${error.code} ${text}`;
}

// Runs the steps one after the other: each gets a function to call at its end.
function inTurn(steps) {
  const [first, ...rest] = steps;
  if (first !== undefined) first(() => setImmediate(inTurn, rest));
}

// Collects lines under names; prints them sorted by name when all is over, so
// that the order between two ends of a connection does not matter.
function journal() {
  const lines = {};
  const log = (name, ...what) => {
    (lines[name] || (lines[name] = [])).push(what.join(' '));
  };
  log.print = (title) => {
    if (title !== undefined) console.log(`# ${title}`);
    for (const name of Object.keys(lines).sort()) console.log(`${name}: ${lines[name].join(' | ')}`);
    for (const name of Object.keys(lines)) delete lines[name];
  };
  return log;
}

// Returns a function that calls another and logs under a name what that returns or throws.
function attempts(log, name) {
  return (title, fn) => {
    try {
      log(name, title, '->', fn());
    } catch (error) {
      log(name, title, '!!', error.name, error.code, error.message);
    }
  };
}

// Logs the events of a socket or server under a name.
function watch(log, name, emitter, events) {
  for (const event of events) {
    emitter.on(event, (...args) => {
      if (event === 'error' || event === 'tlsClientError') log(name, event, words(args[0]));
      else if (event === 'close' && typeof args[0] === 'boolean') log(name, event, args[0]);
      else log(name, event);
    });
  }
  return emitter;
}

module.exports = { attempts, ca, client, inTurn, journal, read, server, tls, watch, words };
