// Reads each file given with speedscope's own importer, checks it against the published schema, and prints, one JSON
// text a line, what came out: the sums of weights by stack for each profile, or the error.
"use strict";
const fs = require("fs");
const path = require("path");

function findImporter(folder) {
  const release = path.join(folder, "dist", "release");
  const name = fs.readdirSync(release).find(n => /^speedscope[-.].*\.js$/.test(n));
  const code = fs.readFileSync(path.join(release, name), "utf8");

  // The bundle is for a page: what it exports to itself is handed out before it begins to draw.
  const table = /([\w$]+),\{[^{}]*\bimportProfileGroupFromText:/.exec(code)[1];
  const quoted = table.replace(/\$/g, "\\$");
  const load = new RegExp("(?:var |,)([\\w$]+)=Promise\\.resolve\\(\\)\\.then\\(\\(\\)=>\\((([\\w$]+)\\(\\)),"
    + quoted + "\\)\\)").exec(code);
  const changed = code.slice(0, load.index) + ";globalThis.handOut((" + load[2] + "," + table + "));throw new Stop();"
    + "var " + load[1] + "=null" + code.slice(load.index + load[0].length);
  const nothing = new Proxy(function () {}, {
    get: (_, key) => key === Symbol.toPrimitive ? () => "" : nothing,
    apply: () => nothing,
    construct: () => nothing,
    set: () => true,
  });
  class Stop extends Error {}
  let importer = null;
  globalThis.handOut = exports => { importer = exports; };
  const run = new Function("document", "window", "location", "localStorage", "navigator", "matchMedia", "Stop", changed);
  try {
    run(nothing, nothing, nothing, nothing, nothing, nothing, Stop);
  } catch (error) {
    if (!(error instanceof Stop)) {
      throw error;
    }
  }
  return importer;
}

const kinds = {
  object: v => typeof v === "object" && v !== null && !Array.isArray(v),
  array: v => Array.isArray(v),
  string: v => typeof v === "string",
  number: v => typeof v === "number",
  integer: v => Number.isInteger(v),
  boolean: v => typeof v === "boolean",
};
const known = new Set(["$ref", "$schema", "definitions", "type", "enum", "const", "anyOf", "required", "properties",
  "items", "title", "description", "additionalItems", "minItems", "maxItems", "default"]);

function fault(schema, value, root, at) {
  for (const word of Object.keys(schema)) {
    if (!known.has(word)) {
      throw new Error(`the schema has a word that is not checked: ${word}`);
    }
  }
  if (schema.$ref) {
    return fault(root.definitions[decodeURIComponent(schema.$ref.replace("#/definitions/", ""))], value, root, at);
  }
  if (schema.type && !kinds[schema.type](value)) {
    return `${at}: expected ${schema.type}`;
  }
  if (schema.enum && !schema.enum.includes(value) || "const" in schema && schema.const !== value) {
    return `${at}: not one of ${JSON.stringify(schema.enum || schema.const)}`;
  }
  if (schema.anyOf) {
    const faults = schema.anyOf.map(s => fault(s, value, root, at));
    return faults.includes(null) ? null : faults.join(" or ");
  }
  for (const name of schema.required || []) {
    if (!(name in value)) {
      return `${at}: no ${name}`;
    }
  }
  for (const [name, inner] of Object.entries(schema.properties || {})) {
    const found = name in value ? fault(inner, value[name], root, `${at}.${name}`) : null;
    if (found) {
      return found;
    }
  }
  if (schema.items && !Array.isArray(schema.items) && Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const found = fault(schema.items, value[i], root, `${at}[${i}]`);
      if (found) {
        return found;
      }
    }
  }
  return null;
}

function endsOf(profile) {
  let first = null, last = 0;
  profile.forEachCall((_, at) => { first = first === null ? at : first; }, (_, at) => { last = at; });
  return [first, last];
}

function stacksOf(profile) {
  const sums = new Map();
  const open = [];
  let last = 0;
  const spend = at => {
    if (at > last && open.length > 0) {
      const key = JSON.stringify(open);
      sums.set(key, (sums.get(key) || 0) + at - last);
    }
    last = at;
  };
  profile.forEachCall(
    (node, at) => { spend(at); open.push(node.frame.name); },
    (node, at) => { spend(at); open.pop(); });
  return [...sums].map(([stack, weight]) => ({ stack: JSON.parse(stack), weight }));
}

async function main([folder, ...files]) {
  const log = console.log;
  console.log = console.warn = () => {};
  const importer = findImporter(folder);
  const schema = JSON.parse(fs.readFileSync(path.join(folder, "dist", "release", "file-format-schema.json"), "utf8"));
  for (const file of files) {
    const text = fs.readFileSync(file, "utf8");
    const isOwn = text.startsWith("{");
    const answer = {
      file: path.basename(file), schema: isOwn ? fault(schema, JSON.parse(text), schema, "$") : null, profiles: [] };
    try {
      const group = await importer.importProfileGroupFromText(path.basename(file), text);
      answer.profiles = group.profiles.map(p => ({
        name: p.getName(), unit: p.getWeightUnit(), total: p.getTotalWeight(), ends: endsOf(p), stacks: stacksOf(p) }));
    } catch (error) {
      answer.error = String(error && error.message || error);
    }
    log(JSON.stringify(answer));
  }
}

main(process.argv.slice(2));
