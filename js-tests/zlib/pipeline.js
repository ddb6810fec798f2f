'use strict';
// Files through gzip and back, and the ways in which that fails.
const fs = require('fs');
const os = require('os');
const path = require('path');
const zlib = require('zlib');
const { pipeline } = require('stream');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'zlib-'));
const plain = path.join(dir, 'plain');
const packed = path.join(dir, 'packed');
const back = path.join(dir, 'back');
fs.writeFileSync(plain, Buffer.from(Array.from({ length: 400000 }, (_, i) => (i * i) >> 7)));

pipeline(fs.createReadStream(plain), zlib.createGzip(), fs.createWriteStream(packed), (err) => {
  console.log('packed', err, fs.statSync(packed).size < 400000);
  pipeline(fs.createReadStream(packed, { highWaterMark: 77 }), zlib.createGunzip(), fs.createWriteStream(back), (failed) => {
    console.log('unpacked', failed, fs.readFileSync(back).equals(fs.readFileSync(plain)));
    pipeline(fs.createReadStream(plain), zlib.createGunzip(), fs.createWriteStream(back), (damage) => {
      console.log('damage', damage.code, damage.errno, damage.message);
      const short = fs.createReadStream(packed, { end: 1000 });
      pipeline(short, zlib.createGunzip(), fs.createWriteStream(back), (cut) => {
        console.log('cut', cut.code, cut.message);
        pipeline(fs.createReadStream(plain), zlib.createBrotliCompress({ params: { 1: 4 } }),
          zlib.createBrotliDecompress(), fs.createWriteStream(back), (brotli) => {
            console.log('brotli', brotli, fs.readFileSync(back).equals(fs.readFileSync(plain)));
            fs.rmSync(dir, { recursive: true });
          });
      });
    });
  });
});
