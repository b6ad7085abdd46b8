// Prints the JSON Schema of .gitlab-ci.yml that GitLab publishes for editors, as gitlab-ci-local
// has it built in: the object literal with that $id in the program's text.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const text = readFileSync(process.argv[2], "utf8");
const start = text.lastIndexOf("{", text.indexOf('$id:"https://gitlab.com/.gitlab-ci.yml"'));
let depth = 0;
let quote = "";
let end = start;
do {
  const c = text[end];
  if (quote) {
    if (c === "\\") end++;
    else if (c === quote) quote = "";
  } else if (c === '"' || c === "'" || c === "`") quote = c;
  else if (c === "{") depth++;
  else if (c === "}") depth--;
  end++;
} while (depth > 0);
console.log(JSON.stringify(runInNewContext(`(${text.slice(start, end)})`)));
