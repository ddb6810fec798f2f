'use strict';
// FormData, and multipart messages in both directions.
const log = console.log;

function attempt(fn) {
  try {
    log(fn());
  } catch (error) {
    log(error.name, error.code, error.message);
  }
}

const form = new FormData();
form.append('a', 'b');
form.append('a', 1);
form.append('file', new File(['x'], 'n.txt', { type: 't/x', lastModified: 5 }));
form.append('named', new Blob(['y'], { type: 'q/r' }), 'given.txt');
const shown = (value) => (typeof value === 'string' ? value : [value.name, value.type, value.size]);
log([...form].map(([name, value]) => [name, shown(value)]));
log(form.get('a'), form.getAll('a'), form.get('none'), form.getAll('none'), form.has('a'), form.get('file'));
form.set('a', 'only');
form.set('new', 'last');
form.delete('named');
log([...form.keys()], form.get('a'));
form.forEach((value, name, all) => log(name, shown(value), all === form));
const plain = new FormData();
plain.append('x', '1');
plain.append('x', '2');
plain.append('x', '3');
log(plain, new FormData(), { nested: plain }, Object.prototype.toString.call(plain.entries()));
for (const fn of [() => new FormData(1), () => form.append('a'), () => form.append('a', {}, 'x'), () => form.append('a', 'b', undefined),
                  () => form.get(), () => form.delete(), () => form.has(), () => form.set('x'), () => form.set('a', 'b', 'c'), () => form.forEach(1),
                  () => FormData.prototype.get.call({}, 'a'), () => form.append('\ud800', '\udc00')]) attempt(fn);
log([...form].pop());

async function main() {
  const given = new FormData();
  given.append('text', 'line\nline\r\nline\rend');
  given.append('quo"te\n', 'é\ud83d\ude00');
  given.append('file', new File(['content\r\nof it'], 'näme "x".txt', { type: 'text/x' }));
  given.append('empty', new Blob([]));
  const response = new Response(given);
  const type = response.headers.get('content-type');
  const text = await response.clone().text();
  log(text.split(/-{4}formdata-undici-\d+/).join('BOUNDARY'), type.replace(/\d{11,}/, 'N'));
  const parsed = await response.formData();
  for (const [name, value] of parsed) log(name, typeof value === 'string' ? value : [value.name, value.type, await value.text()]);

  const parse = async (body, boundary = 'x') => {
    try {
      const found = await new Response(body, { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }).formData();
      const out = [];
      for (const [name, value] of found) out.push([name, typeof value === 'string' ? value : [value.name, value.type, await value.text()]]);
      log(out);
    } catch (error) {
      log(error.name, error.message);
    }
  };
  const part = (head, body) => `--x\r\n${head}\r\n\r\n${body}\r\n--x--\r\n`;
  await parse(part('Content-Disposition: form-data; name="a"', 'b'));
  await parse(part('content-disposition:form-data; name="a"', 'b'));
  await parse(part('CONTENT-DISPOSITION: form-data; name="a"; filename="f.txt"\r\nContent-Type:  text/html  ', 'b'));
  await parse(part('Content-Disposition: form-data; name="a"; filename="f.txt"', ''));
  await parse(part('Content-Disposition: form-data; name="a"; filename="f"\r\nContent-Transfer-Encoding: base64', 'aGk='));
  await parse(part('Content-Disposition: form-data; name="a"\r\nX-Other: 1', '\r\n--y\r\n'));
  await parse('--x--\r\n');
  await parse('--x--');
  await parse('\r\n--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n\r\n');
  await parse(part('Content-Disposition: form-data; name=a', 'b'));
  await parse(part('Content-Type: a/b', 'b'));
  await parse(part('no colon', 'b'));
  await parse('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nnever ends');
  await parse('nothing');
  await parse('');
  await new Response('x', { headers: { 'content-type': 'multipart/form-data' } }).formData().catch((error) => log(error.name, error.message));
}
main().then(() => log('done'));
