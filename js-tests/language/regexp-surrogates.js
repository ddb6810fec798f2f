'use strict';

// Classes of halves of surrogate pairs, as patterns without the flag u name what
// lies beyond U+FFFF: each stays what it is, whatever else the pattern has.

const show = (found) => console.log(JSON.stringify(found));

const text = 'a\u{1F44D}\u{1F3FD}b\u4e00\u{20000}';

show(text.match(/[\ud800-\udbff][\udc00-\udfff]/g));
show(text.match(/[\uD83D-\uD83F][\uDC4D-\uDFFF]/g));
show(text.match(/(?:[^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])/g));
show(text.match(/[\ud800-\udbff][\udc00-\udfff](?:[\ud83c-\ud83c][\udffb-\udfff])?(?=.|$)/g));
show(text.match(/[\ud83c\ud840][\udc00\udffd]/g));
show(text.match(/[^\ud800-\udbff][^\udc00-\udfff]/g));
show(text.replace(/[\ud840-\ud868][\udc00-\udfff]+|[\ud83c-\ud83e][\udc00-\udfff]/g, (all) => `<${all.codePointAt().toString(16)}>`));

// The mark that tells classes apart here is a member like any other.
show('\ue000\ue001\ue002\udc01'.match(/[\ud800-\udbff]|[\udc00-\udfff]|\ue001/g));
show('\ud801\ue000\ue001'.match(/[^\ud800-\udbff]|[^\udc00-\udfff]/g));
show('\ud801\ue000\udc01'.match(/[\ud800-\udbff\ue000]|[\udc00-\udfff\ue000]/g));
show('x1\udc00'.match(/[\ud800-\udbff\d]|[\udc00-\udfff\d]/g));
show('x\udc00'.match(/[\ud800-\udbff\W]|[\udc00-\udfff\W]/g));
show('\ud800]\udc00'.match(/[\]\ud800-\udbff]|[\]\udc00-\udfff]/g));

// Alone, turned round, looked behind.
show('\udc00\ud800'.match(/(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/));
show(text.match(/(?<=[\ud800-\udbff][\udc00-\udfff])b/));
show('\ud800x'.match(/[\ud800-\udbff](?![\udc00-\udfff])/));
show(/^(?:[\ud800-\udbff]|[\udc00-\udfff]){2}$/.test('\u{1F44D}'));

// Made at run time, written out and not.
for (const pattern of ['[\\ud800-\\udbff][\\udc00-\\udfff]', '[\ud800-\udbff][\udc00-\udfff]', '[\u{1F44D}]{2}|[\u{1F3FD}]{2}']) {
  show(text.match(RegExp(pattern, 'g')));
}
const made = new RegExp('[\\ud800-\\udbff][\\udc00-\\udfff]', 'gi');
console.log(made.source, made.flags, String(made), made);
console.log(/[\ud800-\udbff][\udc00-\udfff]/.source);
console.log(RegExp('\\ud83d').source, new RegExp('\ud83d').source === '\ud83d', RegExp('a', undefined).flags === '');
