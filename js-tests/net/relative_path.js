'use strict';
// A relative path of a unix socket starts from the script's directory, wherever
// that has gone.
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'relative-'));
fs.mkdirSync(path.join(dir, 'sub'));
process.chdir(path.join(dir, 'sub'));

const server = net.createServer((c) => c.end('hello'));
server.listen('s', () => {
  console.log(server.address(), fs.readdirSync(dir), fs.readdirSync('.'));
  process.chdir('..');
  net.connect('s').on('error', (e) => {
    console.log(e.code, e.message, e.address);
    net.connect('sub/s').setEncoding('utf8').on('data', console.log).on('close', () => {
      process.chdir('sub');
      server.close(() => {
        console.log(fs.readdirSync('.'));
        net.createServer().on('error', (error) => {
          console.log(error.code, error.message, error.address);
          process.chdir('/');
          fs.rmSync(dir, { recursive: true });
        }).listen('nowhere/s');
      });
    });
  });
});
