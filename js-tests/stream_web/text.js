'use strict';
// TextEncoderStream and TextDecoderStream: characters that lie across chunks.
const log = console.log;

async function through(stream, chunks) {
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const out = [];
  const reading = (async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      out.push(value);
    }
  })();
  for (const chunk of chunks) writer.write(chunk).catch(() => {});
  writer.close().catch(() => {});
  try {
    await reading;
  } catch (error) {
    out.push(`${error.name} ${error.code}`);
  }
  return out;
}

async function main() {
  log(await through(new TextEncoderStream(), ['a', '', 'é', '\ud83d', '\ude00', '\ud83dx', '\ude00', 5, null, undefined, '\ud83d']));
  log(await through(new TextEncoderStream(), ['\ud83d', '', '\ude00']));
  log(await through(new TextDecoderStream(), [new Uint8Array([0xef, 0xbb]), new Uint8Array([0xbf, 0x61, 0xf0, 0x9f]),
                                             new Uint8Array([0x98, 0x80]).buffer, new Uint8Array([0xc3])]));
  log(await through(new TextDecoderStream('utf-8', { fatal: true }), [new Uint8Array([0xff])]));
  log(await through(new TextDecoderStream('utf-16le', { ignoreBOM: true }), [new Uint8Array([0xff]), new Uint8Array([0xfe, 0x61, 0])]));
  log(await through(new TextDecoderStream(), ['text']));
  log(new TextDecoderStream('utf-16le', { fatal: true, ignoreBOM: true }), new TextEncoderStream().encoding);
  try {
    new TextDecoderStream('none');
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}
main().then(() => log('done'));
