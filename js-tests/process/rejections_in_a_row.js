'use strict';

// Many rejections that are handled at once cost no more each than few.

async function run(count) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < count; i++) {
    await new Promise((resolve, reject) => reject(i)).then(() => {}, () => {});
  }
  return Number(process.hrtime.bigint() - start) / count;
}

(async () => {
  await run(1000);
  const few = await run(2000);
  const many = await run(40000);
  console.log(many < 8 * few ? 'alike' : `${few} ns each of few, ${many} of many`);
})();
