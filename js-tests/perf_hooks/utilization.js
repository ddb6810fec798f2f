'use strict';

// How the loop has spent its time: nothing before its first turn, then a part of
// it asleep, since an earlier answer or between two.

const { performance } = require('perf_hooks');

const { eventLoopUtilization } = performance;
console.log(eventLoopUtilization.length, performance.eventLoopUtilization());

function busy(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

setTimeout(() => {
  const first = performance.eventLoopUtilization();
  console.log(Object.keys(first), first.idle > 0, first.active > 0, first.utilization > 0 && first.utilization < 1);
  console.log(Math.abs(first.active / (first.active + first.idle) - first.utilization) < 1e-9);
  busy(50);
  const worked = performance.eventLoopUtilization(first);
  console.log(worked.idle, worked.active > 0, worked.utilization);
  const second = performance.eventLoopUtilization();
  setTimeout(() => {
    const third = eventLoopUtilization();
    const between = eventLoopUtilization(third, second);
    console.log(between.idle > 0, between.idle <= third.idle, between.utilization < 1);
    const since = eventLoopUtilization(second);
    console.log(since.idle === between.idle, since.active >= between.active);
    console.log(eventLoopUtilization(first, third).idle < 0);
  }, 50);
}, 50);
