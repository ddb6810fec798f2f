'use strict';

// The properties of a Writable that scripts look at.

const hidden = { enumerable: false, configurable: true };

const getters = {
  closed: [(w) => w.closed, false],
  writableFinished: [(w) => w.finished, false],
  writableObjectMode: [(w) => w.objectMode, false],
  writableBuffer: [(w) => w.getBuffer()],
  writableEnded: [(w) => w.ending, false],
  writableNeedDrain: [(w) => !w.destroyed && !w.ending && w.needDrain, false],
  writableHighWaterMark: [(w) => w.highWaterMark],
  writableCorked: [(w) => w.corked, 0],
  writableLength: [(w) => w.length],
  errored: [(w) => w.errored, null],
  writableAborted: [(w) => !!(w.writable !== false && (w.destroyed || w.errored) && !w.finished), false],
};

function install(Writable) {
  const proto = Writable.prototype;
  for (const name of Object.keys(getters)) {
    const [answer, without] = getters[name];
    Object.defineProperty(proto, name, Object.assign({
      get() {
        const w = this._writableState;
        return w ? answer(w) : without;
      },
    }, hidden));
  }
  Object.defineProperty(proto, 'writable', Object.assign({
    get() {
      const w = this._writableState;
      return !!w && w.writable !== false && !w.destroyed && !w.errored && !w.ending && !w.ended;
    },
    set(value) {
      if (this._writableState) this._writableState.writable = !!value;
    },
  }, hidden));
  Object.defineProperty(proto, 'destroyed', Object.assign({
    get() { return this._writableState ? this._writableState.destroyed : false; },
    set(value) { if (this._writableState) this._writableState.destroyed = value; },
  }, hidden));
}

module.exports = { install };
