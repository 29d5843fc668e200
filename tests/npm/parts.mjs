// Prints what webidl2.js reads in Web IDL files, as JSON: file → "main X", "partial X" or "includes X" → its content.
// What a partial definition says for all of its members is said by each of them; lists whose order means nothing are sorted.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [modules, ...files] = process.argv.slice(2);
const { parse } = createRequire(`${modules}/`)("webidl2");

const plain = (node) => JSON.parse(JSON.stringify(node));

function sorted(node) {
  if (Array.isArray(node)) return node.map(sorted);
  if (node === null || typeof node !== "object") return node;
  const made = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, sorted(value)]));
  if (made.extAttrs) made.extAttrs.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (made.rhs && /-list$/.test(made.rhs.type ?? "")) made.rhs.value.sort((a, b) => (a.value < b.value ? -1 : 1));
  return made;
}

function inherit(member, attributes) {
  const own = new Set(member.extAttrs.map((each) => each.name));
  return { ...member, extAttrs: [...member.extAttrs, ...attributes.filter((each) => !own.has(each.name))] };
}

function parts(text) {
  const found = {};
  for (const definition of parse(text).map(plain)) {
    if (definition.type === "includes") {
      (found[`includes ${definition.target}`] ??= []).push(definition.includes);
    } else if (definition.partial) {
      const members = definition.members.map((each) => inherit(each, definition.extAttrs));
      (found[`partial ${definition.name}`] ??= []).push(...members.map(sorted));
    } else {
      found[`main ${definition.name}`] = sorted(definition);
    }
  }
  return found;
}

const all = Object.fromEntries(files.map((file) => [file, parts(readFileSync(file, "utf8"))]));
process.stdout.write(JSON.stringify(all));
