// Runs programs in one Pyodide, given as a JSON object of id and source on standard input; prints what each ends with.
// The folder of Pyodide is the argument.
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { enterServiceWorker } from "./service_worker.mjs";

const LIMIT = 10_000; // milliseconds a program may take
const folder = process.argv[2];
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const programs = JSON.parse(await text(process.stdin));
process.on("unhandledRejection", () => {}); // a program's own: it asserts what it means
process.on("uncaughtException", () => {}); // what a listener throws

const python = await loadPyodide({ indexURL: `${folder}/`, stdout: () => {}, stderr: () => {} });
const found = {};
for (const [id, source] of Object.entries(programs)) {
  enterServiceWorker(); // a new worker for each program
  const names = python.toPy({ __name__: "__main__" });
  try {
    python.runPython(source, { globals: names, filename: `${id}.py` });
    const main = names.get("main");
    if (main) {
      let timer;
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject({ type: "TimeoutError" }), LIMIT);
      });
      await Promise.race([main(), late]);
      clearTimeout(timer);
    }
    found[id] = "works";
  } catch (error) {
    found[id] = error.type ?? error.name;
    if (process.env.AGREEMENT_VERBOSE) console.error(id, error.message);
  }
}
process.stdout.write(`\n${JSON.stringify(found)}\n`, () => process.exit(0));
