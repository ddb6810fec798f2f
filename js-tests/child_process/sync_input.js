'use strict';
// tlsjs only: Node loses what stdio has of bytes and texts.

const { spawnSync } = require('child_process');

const show = ({ output, status }) => console.log(status, output.map((part) => part && String(part)));
show(spawnSync('cat', { stdio: [Buffer.from('bytes'), 'pipe', 'ignore'] }));
show(spawnSync('cat', { stdio: ['text'] }));
show(spawnSync('sh', ['-c', 'cat <&3; echo o >&3'], { stdio: ['ignore', 'pipe', 'pipe', Buffer.from('three')] }));
