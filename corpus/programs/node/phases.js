'use strict';
// Phases of known length on Node's main thread, with names as JavaScript makes them.
// usage: node phases.js [SCALE]
const scale = Number(process.argv[2] || 1);
let sink = 0;

function multiply(times) {
  let x = sink | 1;
  for (let i = 0; i < times; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
  }
  return x;
}

class Shape {
  area(steps) {
    let sum = 0;
    for (let i = 1; i < steps; i++) {
      sum += 1 / i;
    }
    return sum;
  }

  get cached() {
    return this.area(30000);
  }

  static ['weird name;x'](times) {
    return multiply(times);
  }
}

const fibonacci = (n) => (n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2));

function replaceAll() {
  return 'a1b22c333;'.repeat(200).replace(/[a-z](\d+)/g, (match, digits) => `<${digits}>`).length;
}

function recurse(depth, body) {
  return depth > 0 ? recurse(depth - 1, body) + 1 : body();
}

async function asyncStep(depth) {
  if (depth > 0) {
    return (await asyncStep(depth - 1)) + 1;
  }
  await null;
  sink = multiply(500000);
  return 0;
}

function burn(what, ms, body) {
  const start = performance.now();
  do {
    body();
  } while (performance.now() - start < ms * scale);
  console.log(`${what}: ${(performance.now() - start).toFixed(1)} ms of wall time`);
}

async function main() {
  const shape = new Shape();
  burn('multiply', 300, function outer() { sink = multiply(200000); });
  burn('Shape.area below a getter', 250, () => { sink += shape.cached; });
  burn("static 'weird name;x'", 150, () => { sink = Shape['weird name;x'](200000); });
  burn('fibonacci', 250, () => { sink += fibonacci(12); });
  burn('replaceAll', 150, () => { sink += replaceAll(); });
  burn('multiply below recurse(20)', 200, () => { sink += recurse(20, () => multiply(200000)); });
  const start = performance.now();
  while (performance.now() - start < 200 * scale) {
    await asyncStep(4);
  }
  console.log(`asyncStep: ${(performance.now() - start).toFixed(1)} ms of wall time`);
}

main();
