// Answers of HashiCorp's own HCL parser for the files in src/test/resources/hcl/corpus, for HclOracleTests.
// Run after a change of the corpus, in any folder where this package is installed:
//   npm install --ignore-scripts @cdktf/hcl2json@0.21.0 && node <repository>/scripts/hcl-oracle.mjs
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const { parse } = createRequire(join(process.cwd(), "package.json"))("@cdktf/hcl2json");
const folder = join(dirname(fileURLToPath(import.meta.url)), "../src/test/resources/hcl");

rmSync(join(folder, "answers"), { recursive: true, force: true });
mkdirSync(join(folder, "answers"));
for (const file of readdirSync(join(folder, "corpus")).sort()) {
    const answer = await ask(file, readFileSync(join(folder, "corpus", file), "utf8"));
    writeFileSync(join(folder, "answers", file + ".json"), JSON.stringify(answer, null, 1) + "\n");
}

async function ask(file, text) {
    try {
        const { variable = {}, output = {} } = await parse(file, text);
        return { variable, output };
    } catch (error) {
        return { error: String(error.message ?? error).split("\n")[0] };
    }
}
