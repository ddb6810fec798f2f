'use strict';

const { mock } = require('node:test');

const Real = Date;
mock.timers.enable({ apis: ['Date'], now: new Date('2020-02-03T04:05:06.007Z') });
console.log(Date.now(), new Date().toISOString(), Date() === new Real(Date.now()).toString());
console.log(new Date(0).getTime(), new Date(2020, 1).getMonth(), new Date(2020, 1, 2, 3, 4, 5, 6).getMilliseconds());
console.log(new Date() instanceof Date, new Date() instanceof Real, Date.isMock, String(Date), Date.length, Date.name);
console.log(Date.UTC(2000, 1), Date.parse('2000-01-01T00:00:00Z'));
mock.timers.tick(1000);
console.log(new Date().toISOString());
mock.timers.setTime(5);
console.log(Date.now());
mock.timers.reset();
console.log(Date === Real, Date.isMock);

mock.timers.enable({ apis: ['Date'] });
const { MockTracker } = { MockTracker: mock.constructor };
try { new MockTracker().timers.enable(); } catch (error) { console.log(error.code, error.message); }
mock.timers.reset();
