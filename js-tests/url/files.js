// fileURLToPath, pathToFileURL, urlToHttpOptions, domainTo…, format of a URL.
'use strict';

const assert = require('assert');
const { createHash } = require('crypto');
const util = require('util');
const url = require('url');

process.cwd = () => '/tmp/some';
const said = [];
function say(text) {
  said.push(text);
  console.log(text);
}
// What a call gives, or how it fails.
function t(fn) {
  try {
    say(util.inspect(fn()));
  } catch (e) {
    say([e.name, e.code, e.message].join(' | '));
  }
}
for (const v of ['file:///a/b%20c', 'file://host/a', 'file:///a%2fb', 'file:///a%5cb', 'http://x/', 'file:///C:/a/%25', 'x', 1,
                 null, new URL('file:///é?q#h'), {}, 'file:///%E0%A4%A']) {
  t(() => url.fileURLToPath(v, { windows: false }));
  t(() => url.fileURLToPath(v, { windows: true }));
}
for (const v of ['/a b', 'a', '/a/', '/a%b?c#d\n\r\t\\x', 'C:\\a\\b', '\\\\srv\\sh\\x', '\\\\srv', '\\\\', 'é',
                 '/~^[]{}|`"<>', 1, '/a/./../b/']) {
  t(() => url.pathToFileURL(v, { windows: false }).href);
  t(() => url.pathToFileURL(v, { windows: true }).href);
}
t(() => JSON.stringify(url.urlToHttpOptions(new URL('http://u:p%40@[::1]:81/p?q#h'))));
t(() => JSON.stringify(url.urlToHttpOptions({ a: 1 })));
for (const v of ['español.com', 'xn--espaol-zwa.com', '中文.com', 'xn--iñvalid.com', 'a b', 'faß.de', '1.2.3', '', 1, '☕', 'A.b',
                 'a..b', '-a-', 'a_b', '256.1.1.1', '0x7f.1', '[::1]', 'a%41', 'a:80', 'xn--zca.com', 'Bücher.example',
                 'אב.com', 'a/b', 'a@b', 'x', 'y']) {
  t(() => [url.domainToASCII(v), url.domainToUnicode(v)]);
}
const u = new URL('http://u:p@xn--bcher-kva.ch:8/p?q#h');
for (const options of [{ auth: false }, { fragment: false }, { search: false }, { unicode: true }, {}, 1]) {
  t(() => url.format(u, options));
}
for (const v of [{}, { protocol: 'http', host: 'a.com', pathname: 'x?y#z' }, { hostname: '::1', port: 80, slashes: true },
                 { auth: 'a:b c@', host: 'x', protocol: 'ftp:' }, { query: { a: [1, 2] }, search: '?#x' },
                 { query: { a: 1 }, pathname: 'p' }, { protocol: 'file', pathname: '/x' }, { slashes: true, pathname: 'x' }, 1, undefined]) {
  t(() => url.format(v));
}

// The digest of all this as Node 20 has it.
assert.strictEqual(createHash('sha1').update(said.join('\n')).digest('hex'), '46bd7dbb4cce0c7e023dd73e0ab23fa848e28c7c');
