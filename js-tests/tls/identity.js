'use strict';

// checkServerIdentity: names, wildcards, addresses, fall-backs, and its words.

const { tls } = require('./common');

const subject = (CN) => ({ subject: { CN } });
const alt = (subjectaltname, CN) => ({ subject: CN === undefined ? {} : { CN }, subjectaltname });

const table = [
  ['a.com', subject('a.com')], ['a.com', subject('A.COM')], ['a.com', subject('b.com')], ['a.com.', subject('a.com')],
  ['a.com', subject('a.com.')], ['a.com', subject('.a.com')], ['a.com', subject(['b.com', 'a.com'])], ['a.com', subject(['b.com'])],
  ['8.8.8.8', subject('8.8.8.8')], ['8.8.8.8', alt('IP Address:8.8.8.8')], ['8.8.4.4', alt('IP Address:8.8.8.8')],
  ['8.8.8.8', alt('DNS:8.8.8.8')], ['8.8.8.8', subject('*.8.8.8')], ['::1', alt('IP Address:0:0:0:0:0:0:0:1')],
  ['::1', alt('IP Address:1:2:3:4:5:6:7:8')], ['2001:db8::1', alt('IP Address:2001:DB8:0:0:0:0:0:1')],
  ['b.a.com', subject('*.a.com')], ['ba.com', subject('*.a.com')], ['a.com', subject('*.a.com')], ['c.b.a.com', subject('*.a.com')],
  ['b.a.com', subject('b*.a.com')], ['bxa.a.com', subject('b*a.a.com')], ['b.a.com', subject('*b.a.com')], ['xb.a.com', subject('*b.a.com')],
  ['b.a.com', subject('*b*.a.com')], ['b.a.com', subject('b.*.com')], ['b.a.com', subject('*.*.com')], ['a.com', subject('*.com')],
  ['a.com', subject('*')], ['foo.com', subject('fo*.com')], ['a.co.uk', subject('*.co.uk')], ['\n.b.com', subject('*b.com')],
  ['b.a.com', subject('xn--*.a.com')], ['xn--b.a.com', subject('xn--*.a.com')], ['', subject('a.com')],
  ['a.com', alt('DNS:a.com')], ['a.com', alt('DNS:*.a.com')], ['x.a.com', alt('DNS:*.a.com, DNS:a.com')], ['a.com', alt('DNS:b.com', 'a.com')],
  ['a.com', alt('IP Address:127.0.0.1', 'a.com')], ['a.com', alt('URI:http://a.com/', 'b.com')], ['a.com', alt('URI:http://a.com/', 'a.com')],
  ['a.com', alt('email:x@a.com')], ['a.com', { subject: {} }], ['a.com', {}], ['a.com', { subject: {}, subjectaltname: '' }],
  ['a.com', alt('DNS:"a.com, DNS:b.com"')], ['b.com', alt('DNS:"a.com, DNS:b.com"')], ['b.com', alt('DNS:"a.com\\u002c", DNS:b.com')],
  ['a.com', alt('DNS:"broken')], ['localhost', subject('localhost')], ['localhost', alt('DNS:localhost, IP Address:127.0.0.1')],
  ['bob.com', alt('DNS:a.com, DNS:*.bob.com, DNS:bob.com')], [undefined, subject('a.com')],
  ['k.b.com', alt('DNS:\u212a.b.com')], ['K.b.com', alt('DNS:k.B.com')],
  [7, subject('7')], ['evil.example.com', alt('DNS:"good.example.com, DNS:evil.example.com"')],
];

for (const [host, cert] of table) {
  let result;
  try {
    const error = tls.checkServerIdentity(host, cert);
    result = error === undefined ? 'good' : `${error.code} ${error.message} / ${error.reason} / ${error.host === host} ${error.cert === cert}`;
  } catch (error) {
    result = `threw ${error.code} ${error.message}`;
  }
  console.log(JSON.stringify(host), JSON.stringify(cert), result);
}
