'use strict';

// cluster.cjs SCRIPT ARGUMENTS: runs a script in two processes of Node's cluster.

const cluster = require('cluster');

process.argv.splice(1, 1);
cluster.fork();
cluster.fork();
