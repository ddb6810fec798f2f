'use strict';
// What zlib and Brotli's own encoder made: blocks of every kind, small windows,
// strategies, qualities.
const zlib = require('zlib');

const text = 'hello hello hello, says the peer; and the peer says again: hello'.repeat(3);
const samples = {
  inflate: [
    'eJzLSM3JyVfIQJA6CsWJlcUKJRmpCgWpqUXWCol5KXAeRC4xPTEzzwqiPGOA9QMA6AFEmw==',
    'eAEBwAA//2hlbGxvIGhlbGxvIGhlbGxvLCBzYXlzIHRoZSBwZWVyOyBhbmQgdGhlIHBlZXIgc2F5cyBhZ2FpbjogaGVsbG9o' +
      'ZWxsbyBoZWxsbyBoZWxsbywgc2F5cyB0aGUgcGVlcjsgYW5kIHRoZSBwZWVyIHNheXMgYWdhaW46IGhlbGxvaGVsbG8gaGVs' +
      'bG8gaGVsbG8sIHNheXMgdGhlIHBlZXI7IGFuZCB0aGUgcGVlciBzYXlzIGFnYWluOiBoZWxsb+gBRJs=',
    'eAHLSM3JyVfIQJA6CsWJlcUKJRmpCgWpqUXWCol5KXAeRC4xPTEzzwqiPGOA9QMA6AFEmw==',
    'GBnLSM3JyVfIQJA6CsWJlcUKJRmpCgWpqUXWCol5KXAeRC4xPTEzzwqiCUknRIDO+gHoAUSb',
  ],
  gunzip: [
    'H4sIAAAAAAAAA8tIzcnJV8hAkDoKxYmVxQolGakKBampRdYKiXkpcB5ELjE9MTPPCqI8Y4D1AwCwOvRGwAAAAA==',
    'H4sIAAAAAAAEAwXBwQnEMBADwFZUQCq4VCOIiALCa7z+uPubsZKClRSspC40T2NbmNK6wfFgW5jSQvM0+PIbP1hJWUnBSgpW' +
      'Uheap7EtTGnd4HiwLUxpoXkafPmNH6ykrKRgJQUrqQvN09gWprRucDzYFqa00DwNvvzGD1ZSf7A69EbAAAAA',
  ],
  inflateRaw: [
    'BcHBCcQwEAPAVlRAKrhUI4iIAsJrvP64+5uxkoKVFKykLjRPY1uY0rrB8WBbmNJC8zT48hs/WElZScFKClZSF5qnsS1Mad3g' +
      'eLAtTGmheRp8+Y0frKSspGAlBSupC83T2BamtG5wPNgWprTQPA2+/MYPVlJ/',
  ],
  brotliDecompress: [
    'G78AIBSh0t3G1pXfWPVWkNCQimADDhwap1FGXUCPEnjI4kO6YTalBTHotI/8QE4JxdzZG9cT',
    'i18AAICqqqrq/3RluNvhZHY7MYAxGBsAg4qCil70/67699xb3TOqy9sY7ooXCwsLGxureplRHXz48GMwGIzjTFbVYDAYDAaD' +
      'OdQZkYrSKBwW2kn2nmBiJYWj45cuNE9jW5jSesDxXhn5/oQf/3EHxDY0X3ymOAY=',
    'ofgFACCgypE2PqDNuP7cAy76kd6dNrs8xqZxCMfHTS9I+JYrOf0xOjDS2edarjMA',
  ],
};
for (const [method, list] of Object.entries(samples)) {
  for (const packed of list) console.log(method, zlib[`${method}Sync`](Buffer.from(packed, 'base64')).toString() === text);
}
