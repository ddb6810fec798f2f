'use strict';

// What moves the values of an iterable through a pipeline.

const { aggregateTwoErrors } = require('internal/errors');
const { each } = require('internal/async_generator');
const { eos } = require('./eos.js');

// pump writes what an iterable has and waits for 'drain' as a pipe does.
async function pump(iterable, writable, finish, end) {
  let error;
  let wake = null;
  const resume = (e) => {
    if (e) error = e;
    if (wake !== null) {
      const fn = wake;
      wake = null;
      fn();
    }
  };
  const wait = () => new Promise((resolve, reject) => {
    if (error) reject(error);
    else wake = () => { if (error) reject(error); else resolve(); };
  });
  writable.on('drain', resume);
  const cleanup = eos(writable, { readable: false }, resume);
  try {
    if (writable.writableNeedDrain) await wait();
    await each(iterable, (chunk) => (writable.write(chunk) ? undefined : wait()));
    if (end) {
      writable.end();
      await wait();
    }
    finish();
  } catch (e) {
    finish(error !== e ? aggregateTwoErrors(error, e) : e);
  } finally {
    cleanup();
    writable.off('drain', resume);
  }
}

// pumpToWeb writes them to a WritableStream.
async function pumpToWeb(iterable, writable, finish, end) {
  const writer = writable.getWriter();
  try {
    await each(iterable, async (chunk) => {
      await writer.ready;
      writer.write(chunk).catch(() => {});
    });
    await writer.ready;
    if (end) await writer.close();
    finish();
  } catch (error) {
    try {
      await writer.abort(error);
      finish(error);
    } catch (second) {
      finish(second);
    }
  }
}

module.exports = { pump, pumpToWeb };
