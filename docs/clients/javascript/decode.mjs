// Prints recommendations as JSON lines. Standard input holds them in their binary form, each after
// its length in 4 bytes:
//
//   kcat -C -b BOOTSTRAP-SERVERS -t recommendations -e -q -f '%R%s' | node decode.mjs
import { readFileSync } from 'node:fs';
import { SingleObject } from './single-object.mjs';

const recommendations = new SingleObject('Recommendation', 'EventCoordinates');
const input = readFileSync(0);
let at = 0;
while (at < input.length) {
  const end = at + 4 + input.readInt32BE(at);
  console.log(JSON.stringify(recommendations.decode(input.subarray(at + 4, end))));
  at = end;
}
