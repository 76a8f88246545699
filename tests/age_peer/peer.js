// Another age implementation at work: reads a JSON list of requests, prints a JSON list of results.
//   {"do": "generate"}                                -> {"identity", "recipient"}  (hybrid)
//   {"do": "recipient", "identity"}                   -> text
//   {"do": "encrypt", "recipients", "data"}           -> Base64 of an age file
//   {"do": "encrypt", "passphrase", "data"}           -> the same, under a passphrase of work factor 10
//   {"do": "decrypt", "identity"|"passphrase", "data"} -> Base64 of the plaintext
//   {"do": "armor"|"dearmor", "data"}                 -> Base64
import { Decrypter, Encrypter, armor, generateHybridIdentity, identityToRecipient } from "age-encryption";
import { text } from "node:stream/consumers";

const bytes = (base64) => new Uint8Array(Buffer.from(base64, "base64"));
const base64 = (data) => Buffer.from(data).toString("base64");

const actions = {
  async generate() {
    const identity = await generateHybridIdentity();
    return { identity, recipient: await identityToRecipient(identity) };
  },
  recipient: ({ identity }) => identityToRecipient(identity),
  async encrypt({ recipients = [], passphrase, data }) {
    const encrypter = new Encrypter();
    for (const recipient of recipients) encrypter.addRecipient(recipient);
    if (passphrase) {
      encrypter.setPassphrase(passphrase);
      encrypter.setScryptWorkFactor(10);
    }
    return base64(await encrypter.encrypt(bytes(data)));
  },
  async decrypt({ identity, passphrase, data }) {
    const decrypter = new Decrypter();
    if (identity) decrypter.addIdentity(identity);
    if (passphrase) decrypter.addPassphrase(passphrase);
    return base64(await decrypter.decrypt(bytes(data)));
  },
  armor: ({ data }) => base64(Buffer.from(armor.encode(bytes(data)))),
  dearmor: ({ data }) => base64(armor.decode(Buffer.from(data, "base64").toString("ascii"))),
};

const results = [];
for (const request of JSON.parse(await text(process.stdin))) results.push(await actions[request.do](request));
process.stdout.write(JSON.stringify(results));
