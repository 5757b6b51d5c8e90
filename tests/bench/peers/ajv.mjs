// What a user of ajv would write: the schema compiled once, every file read as YAML 1.2 and validated.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.env.PEERS}/`);
const Ajv = require("ajv/dist/2020").default;
const yaml = require("js-yaml");
const [schema, ...files] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: false, formats: { "partial-date": true } });
require("ajv-formats")(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
for (const file of files) {
  if (!validate(yaml.load(readFileSync(file, "utf8"), { schema: yaml.CORE_SCHEMA, filename: file }))) {
    console.error(file, validate.errors);
    process.exitCode = 1;
  }
}
