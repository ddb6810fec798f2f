'use strict';
// An empty separator (or equals sign) comes from what is truthy and turns into ''.
const assert = require('assert');
const { parse } = require('querystring');

function check(actual, expected) {
  assert.deepStrictEqual({ ...actual }, expected);
}

check(parse('a', []), { a: '' });
check(parse('a=1&b=2', []), { a: '' });
check(parse('=a', []), { '': '' });
check(parse('ab', [], []), { '': '' });
check(parse('a=1&b', '&', []), { '': ['a=1', 'b'] });
check(parse('', []), {});
