// Avro's single-object encoding: the two bytes c3 01, the schema's 64-bit Rabin fingerprint, lowest
// byte first, then the record.
import { readFileSync } from 'node:fs';
import avro from 'avsc';

const SCHEMAS = new URL('../../../schemas/src/main/avro/', import.meta.url);
const MARKER = Buffer.from([0xc3, 0x01]);
const HEADER_BYTES = 10;

const EMPTY = 0xc15d213aa4d7a795n; // the fingerprint of no bytes, and the polynomial
const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) {
    value = (value >> 1n) ^ (value & 1n ? EMPTY : 0n);
  }
  return value;
});

/** The fingerprint of a schema's parsing canonical form, as 8 bytes. */
function fingerprint(type) {
  let value = EMPTY;
  for (const byte of Buffer.from(JSON.stringify(type.schema()))) {
    value = (value >> 8n) ^ TABLE[Number((value ^ BigInt(byte)) & 0xffn)];
  }
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

/** Encodes and decodes one kind of record, for example new SingleObject('SessionEvent'). */
export class SingleObject {
  /**
   * @param {string} record its name
   * @param {...string} parts the records that it contains, innermost first
   */
  constructor(record, ...parts) {
    const registry = {};
    for (const part of parts) {
      avro.Type.forSchema(schema(part), { registry });
    }
    this.type = avro.Type.forSchema(schema(record), { registry });
    this.header = Buffer.concat([MARKER, fingerprint(this.type)]);
  }

  encode(record) {
    return Buffer.concat([this.header, this.type.toBuffer(record)]);
  }

  /** Reads records of its own version of the schema only. */
  decode(bytes) {
    if (!bytes.subarray(0, HEADER_BYTES).equals(this.header)) {
      const begin = bytes.subarray(0, HEADER_BYTES).toString('hex');
      throw new Error(`not a ${this.type.name} of this version: it begins with ${begin}`);
    }
    return this.type.fromBuffer(bytes.subarray(HEADER_BYTES));
  }
}

function schema(name) {
  return JSON.parse(readFileSync(new URL(`${name}.avsc`, SCHEMAS), 'utf8'));
}
