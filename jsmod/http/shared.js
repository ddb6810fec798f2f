'use strict';

// What the parts of http, and https, share and do not show.

const { sectionLog } = require('internal/util/debuglog');
const { setUnrefTimeout } = require('internal/timers');

// The time of a response changes once a second.
let date;

function utcDate() {
  if (date === undefined) {
    const now = new Date();
    date = now.toUTCString();
    setUnrefTimeout(() => { date = undefined; }, 1000 - now.getMilliseconds());
  }
  return date;
}

module.exports = {
  debug: sectionLog('http'),
  debugTLS: sectionLog('https'),
  kNeedDrain: binding.symbols.kNeedDrain,
  kOutHeaders: binding.symbols.kOutHeaders,
  utcDate,
};
