'use strict';
// loadEnvFile and the format of .env files.
const fs = require('fs');
const path = require('path');
const file = path.join(fs.mkdtempSync(path.join(require('os').tmpdir(), 'tlsjs-')), 'env');
fs.writeFileSync(file, `
# a comment
T_PLAIN=value
T_SPACES =  around   
export T_EXPORT=yes
T_SINGLE='single # not a comment \\n'
T_DOUBLE="double\\nnewline"
T_BACK=\`back "tick'\`
T_COMMENT=value # comment
T_EMPTY=
T_MULTI="one
two"
T_SET=from file
T_EQ=a=b=c
T_LAST=end`);
process.env.T_SET = 'before';
process.loadEnvFile(file);
for (const name of Object.keys(process.env).filter((n) => n.startsWith('T_')).sort()) {
  console.log(name, JSON.stringify(process.env[name]));
}
try {
  process.loadEnvFile('/nope/.env');
} catch (e) {
  console.log(e.code, e.message);
}
fs.rmSync(path.dirname(file), { recursive: true });
