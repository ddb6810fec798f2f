'use strict';

// Settings: packed, unpacked, and exchanged.

const http2 = require('http2');
const { inspect } = require('util');
const { journal } = require('../tls/common');

const log = journal();

function attempt(name, fn) {
  try {
    log('calls', name, '->', inspect(fn()));
  } catch (error) {
    log('calls', name, '!!', error.name, error.code, error.message);
  }
}
const pack = (settings) => attempt(JSON.stringify(settings), () => http2.getPackedSettings(settings).toString('hex'));

for (const name of ['headerTableSize', 'initialWindowSize', 'maxFrameSize', 'maxConcurrentStreams', 'maxHeaderListSize']) {
  for (const value of [-1, 2 ** 32, 'x', 2 ** 31, 20000, null]) pack({ [name]: value });
}
for (const value of [1, null, true, false]) {
  pack({ enablePush: value });
  pack({ enableConnectProtocol: value });
}
pack({
  enableConnectProtocol: true, enablePush: false, maxHeaderListSize: 5, maxConcurrentStreams: 4, maxFrameSize: 20000,
  initialWindowSize: 2, headerTableSize: 1, customSettings: { 9999: 7 },
});
for (const settings of [undefined, 1, null, []]) pack(settings);
pack({ customSettings: { 70000: 1 } });
pack({ customSettings: { 70: 2 ** 32 } });
pack({ customSettings: { a: 1 } });
pack({ customSettings: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [100 + i, 1])) });

const bytes = Buffer.from('00010000000100020000000000030000000400040000000200050000200000060000000500080000000101000000' +
  '00ff', 'hex');
attempt('unpack', () => http2.getUnpackedSettings(bytes));
attempt('unpack', () => http2.getUnpackedSettings(bytes, { validate: true }));
attempt('unpack', () => http2.getUnpackedSettings(Buffer.alloc(5)));
attempt('unpack', () => http2.getUnpackedSettings('x'));
attempt('unpack', () => http2.getUnpackedSettings(new Uint16Array([0, 1, 0, 0, 1, 0])));

const server = http2.createServer({ settings: { maxConcurrentStreams: 7, initialWindowSize: 1000 } });
attempt('updateSettings', () => server.updateSettings(1));
attempt('updateSettings', () => server.updateSettings({ enablePush: 1 }));
server.updateSettings({ maxHeaderListSize: 9999 });
server.on('session', (session) => {
  session.on('remoteSettings', (settings) => log('server', 'remote', JSON.stringify(settings)));
  session.once('localSettings', (settings) => log('server', 'local', JSON.stringify(settings)));
});
server.listen(0, () => {
  const client = http2.connect(`http://localhost:${server.address().port}`, { settings: { enablePush: false } });
  log('client', 'connecting', client.connecting, JSON.stringify(client.localSettings), client.pendingSettingsAck);
  client.once('remoteSettings', (settings) => {
    log('client', 'remote', settings.maxConcurrentStreams, settings.initialWindowSize, settings.maxHeaderListSize);
    log('client', client.remoteSettings === client.remoteSettings, client.pendingSettingsAck);
  });
  client.once('localSettings', (settings) => {
    log('client', 'local', settings.enablePush);
    attempt('settings', () => client.settings(1));
    attempt('settings', () => client.settings({}, 1));
    client.settings({ initialWindowSize: 70000, maxFrameSize: 20000 }, (error, acked, duration) => {
      log('client', 'acknowledged', error, acked.initialWindowSize, acked.maxFrameSize, typeof duration);
      log('client', client.pendingSettingsAck, client.state.nextStreamID);
      client.close(() => server.close(() => log.print()));
    });
    log('client', client.pendingSettingsAck);
  });
});
