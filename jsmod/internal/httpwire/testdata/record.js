'use strict';

// Records what Node's parser says of the cases in cases.json. Run it with
// Node 20 in this folder: node record.js. parser_test.go holds ours to that.

const fs = require('fs');
const { HTTPParser } = process.binding('http_parser');

// With several pieces, each is a call of execute of its own.
function run({ type, text, pieces = [text], lenient, finish, skip }) {
  const events = [];
  const parser = new HTTPParser();
  parser.initialize(type === 'response' ? HTTPParser.RESPONSE : HTTPParser.REQUEST, {}, 0,
    lenient ? HTTPParser.kLenientAll : HTTPParser.kLenientNone);
  let headers = [];
  let url = '';
  parser[HTTPParser.kOnHeaders | 0] = (list, u) => { headers.push(...list); url += u; };
  parser[HTTPParser.kOnHeadersComplete | 0] = (major, minor, list, method, u, status, reason, upgrade, keep) => {
    const all = headers.concat(list || []);
    headers = [];
    const first = type === 'response' ? `${status} ${reason}` : `${method} ${url || u}`;
    url = '';
    events.push(`head ${major}.${minor} ${first} ${JSON.stringify(all)}${upgrade ? ' upgrade' : ''}${keep ? ' keep' : ''}`);
    return skip || 0;
  };
  parser[HTTPParser.kOnBody | 0] = (chunk) => {
    const last = events[events.length - 1];
    if (last.startsWith('body ')) events[events.length - 1] = last + chunk.latin1Slice();
    else events.push(`body ${chunk.latin1Slice()}`);
  };
  parser[HTTPParser.kOnMessageComplete | 0] = () => {
    if (headers.length) events.push(`trailers ${JSON.stringify(headers)}`);
    headers = [];
    events.push('end');
  };
  for (const piece of pieces) {
    const n = parser.execute(Buffer.from(piece, 'latin1'));
    if (typeof n !== 'number') {
      events.push(`error ${n.code} ${n.reason} ${n.bytesParsed}`);
      return events;
    }
    if (n !== piece.length) {
      events.push(`stopped ${n}`);
      return events;
    }
  }
  if (finish !== false) {
    const err = parser.finish();
    if (err !== undefined) events.push(`error ${err.code} ${err.reason} ${err.bytesParsed}`);
  }
  return events;
}

const cases = JSON.parse(fs.readFileSync('cases.json', 'utf8'));
const lines = cases.map((c) => {
  let events;
  try { events = run(c); } catch (e) { events = [`throws ${e.message}`]; }
  return JSON.stringify({ ...c, events });
});
fs.writeFileSync('recorded.json', `[\n${lines.join(',\n')}\n]\n`);
