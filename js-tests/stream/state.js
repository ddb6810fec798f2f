'use strict';
// What packages look at: state objects, properties, helpers, old names.
const stream = require('stream');
const { Readable, Writable, Duplex } = stream;
const log = console.log;

log(stream === stream.Stream, require('_stream_readable') === Readable, require('_stream_duplex') === Duplex,
  require('stream').promises === require('stream/promises'));
const d = new Duplex({ read() {}, write(c, e, cb) { setImmediate(cb); } });
const pick = (state, names) => names.map((n) => `${n}=${state[n]}`).join(' ');
const rNames = ['objectMode', 'highWaterMark', 'length', 'flowing', 'ended', 'endEmitted', 'reading', 'sync', 'needReadable',
  'emittedReadable', 'readableListening', 'resumeScheduled', 'errorEmitted', 'emitClose', 'autoDestroy', 'destroyed',
  'errored', 'closed', 'closeEmitted', 'defaultEncoding', 'awaitDrainWriters', 'multiAwaitDrain', 'readingMore',
  'dataEmitted', 'decoder', 'encoding', 'constructed'];
const wNames = ['objectMode', 'highWaterMark', 'length', 'finalCalled', 'needDrain', 'ending', 'ended', 'finished', 'destroyed',
  'decodeStrings', 'defaultEncoding', 'writing', 'corked', 'sync', 'bufferProcessing', 'writelen', 'afterWriteTickInfo',
  'pendingcb', 'constructed', 'prefinished', 'errorEmitted', 'emitClose', 'autoDestroy', 'errored', 'closed', 'closeEmitted',
  'bufferedRequestCount'];
const show = () => {
  log(pick(d._readableState, rNames));
  log(pick(d._writableState, wNames));
  log(d.readable, d.writable, d.destroyed, d.closed, d.errored, d.readableDidRead, d.readableAborted, d.writableAborted);
  log(stream.isReadable(d), stream.isWritable(d), stream.isErrored(d), stream.isDisturbed(d), stream.isDestroyed(d));
};
show();
d.write('abc');
d.write('def');
d.push('x');
show();
log(d._writableState.getBuffer().length, d.writableBuffer.length, d.readableBuffer.length, d._readableState.buffer.length);
d.resume();
d.on('close', show);
setImmediate(() => {
  d.end();
  d.push(null);
});
log(stream.isReadable({}), stream.isErrored(null), stream.isReadable(new Writable()));
