// Prints every C2SP age test vector as one JSON object: name -> Base64 of the vector file.
import * as vectors from "cctv-age";

const files = Object.entries(vectors.default ?? vectors);
process.stdout.write(
  JSON.stringify(Object.fromEntries(files.map(([name, file]) => [name, Buffer.from(file).toString("base64")]))),
);
