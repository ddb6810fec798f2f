'use strict';

// The way of frames to the socket. What streams write in one turn leaves in one
// write; while the socket has one in hand nothing is framed, so that a slow peer
// stops the streams.

const { setImmediate } = require('timers');
const { kHandle, kMaybeDestroy, kSocket } = require('./shared.js');

const kPump = Symbol('kPump');

class Pump {
  constructor(session) {
    this.session = session;
    this.scheduled = false; // a turn of send is to come
    this.writing = false; // the socket has bytes of ours
    this.again = false; // there are more
    this.framed = []; // callbacks of writes whose bytes the socket has
    this.idle = undefined; // called once nothing is left to send
    this.bytes = 0; // what the socket has taken
  }

  // schedule is told that there are bytes to send.
  schedule() {
    if (this.writing) this.again = true;
    else if (!this.scheduled) {
      this.scheduled = true;
      setImmediate(send, this);
    }
  }

  // purge sends at once what there is, unless the socket is busy.
  purge() {
    if (!this.writing) send(this);
  }

  // flush sends what there is before the session goes, and then calls idle.
  flush(idle) {
    if (this.writing) {
      this.idle = idle;
    } else {
      send(this);
      setImmediate(idle);
    }
  }
}

function send(pump) {
  pump.scheduled = false;
  if (pump.writing) {
    pump.again = true;
    return;
  }
  pump.again = false;
  const { session } = pump;
  const handle = session[kHandle];
  if (handle === undefined) return;
  const socket = session[kSocket];
  pump.writing = true;
  // A peer that has ended the connection reads no more: the socket is about to close.
  const gone = !socket.writable || (socket.readableEnded && !socket.allowHalfOpen);
  const bytes = gone ? undefined : handle.take();
  if (bytes === undefined) {
    pump.writing = false;
    finish(pump);
    return;
  }
  socket.write(bytes, (error) => sent(pump, bytes.length, error));
}

function sent(pump, length, error) {
  pump.writing = false;
  pump.bytes += length;
  const { framed } = pump;
  if (framed.length > 0) {
    pump.framed = [];
    for (let i = 0; i < framed.length; i++) framed[i](error);
  }
  if (pump.writing) return;
  const { idle } = pump;
  if (idle !== undefined) {
    pump.idle = undefined;
    pump.flush(idle);
  } else if (pump.again) {
    send(pump);
  } else {
    finish(pump);
  }
}

// finish calls back what no write is going to, and a session that waited for this.
function finish(pump) {
  const { framed, session } = pump;
  if (framed.length > 0) {
    pump.framed = [];
    for (let i = 0; i < framed.length; i++) framed[i]();
  }
  if (session.closed && !session.destroyed) session[kMaybeDestroy]();
}

module.exports = { Pump, kPump };
