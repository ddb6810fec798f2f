'use strict';

// setupPrimary: what holds for workers to come, and a silent one's streams.

const cluster = require('cluster');
const path = require('path');

if (cluster.isPrimary) {
  console.log(cluster.settings, cluster.SCHED_NONE, cluster.SCHED_RR, cluster.schedulingPolicy);
  cluster.setupMaster({ silent: true, args: ['--use', 'https'], cwd: path.dirname(__dirname) });
  const { args, exec, silent } = cluster.settings;
  console.log(args, exec === __filename, silent);
  cluster.on('setup', (settings) => console.log('setup', settings === cluster.settings, settings.args));
  const child = cluster.fork().process;
  console.log(child.stdio.length, child.stdin.writable, child.stdout.readable, child.stderr.readable);
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (data) => text[name] += data);
  child.stdin.write('some ');
  child.stdin.end('input');
  child.on('close', (code) => {
    console.log(code, text.stdout, text.stderr.split('\n').filter((line) => line.startsWith('Error')));
    cluster.setupPrimary({ silent: false, args: [] });
    cluster.fork().on('exit', (code) => console.log(code));
  });
} else {
  if (process.argv[2] !== '--use') process.exit(9);
  console.log(process.argv.slice(2), path.basename(process.cwd()));
  let text = '';
  process.stdin.setEncoding('utf8').on('data', (data) => text += data).on('end', () => {
    console.log(text);
    throw new Error('loud');
  });
}
