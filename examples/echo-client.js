// Sends what is typed to the echo server and prints what comes back.
const tls = require('tls');
const fs = require('fs');

const options = {
  key: fs.readFileSync('client-key.pem'),
  cert: fs.readFileSync('client-cert.pem'),
  ca: [fs.readFileSync('server-cert.pem')],
};

const socket = tls.connect(8000, options, () => {
  console.log('client connected', socket.authorized ? 'authorized' : 'unauthorized');
  process.stdin.pipe(socket);
});
socket.setEncoding('utf8');
socket.on('data', (data) => process.stdout.write(data));
