// Builds one script and one style sheet per behaviour into the static folder of the room it belongs to. The results
// are committed; `--verify` builds in memory and fails when what is committed differs.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const bundles = [{ name: "network", out: "../src/jaring/apps/networks/static/networks" }];

const licenceNames = ["LICENSE", "LICENSE.txt", "LICENSE.md", "license"];

function licences(metafile) {
  const packages = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) packages.add(found[1]);
  }
  const parts = [...packages].sort().map((name) => {
    const root = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const file = licenceNames.map((one) => join(root, one)).find(existsSync);
    const text = file ? readFileSync(file, "utf8").trim() : `Licence: ${license}`;
    return `${name} ${version}\n\n${text}\n`;
  });
  return parts.join(`\n${"-".repeat(80)}\n\n`).replaceAll("\r\n", "\n");
}

async function outputs({ name, out }) {
  const result = await build({
    absWorkingDir: here,
    entryPoints: { [name]: `src/${name}/main.ts`, [`${name}-style`]: `src/${name}/${name}.css` },
    outdir: out,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022", "chrome111", "firefox121", "safari17"],
    loader: { ".svg": "text" },
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    write: false,
  });
  const files = result.outputFiles.map((file) => [
    file.path.replace(`${name}-style.css`, `${name}.css`),
    file.text,
  ]);
  files.push([resolve(here, out, `${name}.LICENSES.txt`), licences(result.metafile)]);
  return files;
}

const verify = process.argv.includes("--verify");
for (const bundle of bundles) {
  for (const [path, text] of await outputs(bundle)) {
    const shown = relative(here, path);
    if (verify) {
      const committed = existsSync(path) ? readFileSync(path, "utf8") : "";
      if (committed !== text) {
        console.error(`${shown} is not what the sources build. Run "npm run build" and commit the result.`);
        process.exitCode = 1;
      }
    } else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      console.log(`${shown}  ${(Buffer.byteLength(text) / 1024).toFixed(1)} kB`);
    }
  }
}
