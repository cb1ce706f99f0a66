"""Makes golden-v1.safetensors without Freshet: python3 make_golden_v1.py > golden-v1.safetensors

The file of format version 1 that every later Freshet must read. Plain Python, so that the writer is checked
against something that is not the writer. Never change what it prints; a new format version gets a new file.
"""

import json
import struct
import sys


def compact(value):
    return json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


items = ["shoe-7", "Hut ß", "帽子"]
encoded = [item.encode("utf-8") for item in items]
offsets = [sum(map(len, encoded[:row])) for row in range(len(items) + 1)]
metadata = {
    "configuration": compact({"units": 2, "layers": [{"dropout": 0.25}]}),
    "format": "freshet",
    "format_version": "1",
    "kind": "golden",
    "metrics": compact({"recall@20": 0.6503, "mrr@20": 0.3165}),
    "provenance": compact({"seed": 42, "note": "made by \"hand\"\n"}),
    "self_test": compact([{"items": ["shoe-7"], "expected": ["帽子", "Hut ß"], "probabilities": [0.75, 0.125]}]),
}
tensors = [  # wider types first, then by name
    ("item.support", "I64", [3], struct.pack("<3q", 9, 5, 0)),
    ("vocabulary.offsets", "I64", [4], struct.pack("<4q", *offsets)),
    ("a.order", "I32", [2], struct.pack("<2i", -1, 2147483647)),
    ("b.scalar", "F32", [], struct.pack("<f", -0.5)),
    ("embedding", "F32", [3, 2], struct.pack("<6f", 0.0, 1.0, -1.5, 3.25, 1e-3, 65504.0)),
    ("empty", "F32", [0, 2], b""),
    ("mask", "U8", [3], bytes([0, 128, 255])),
    ("vocabulary.bytes", "U8", [len(b"".join(encoded))], b"".join(encoded)),
]
header = {"__metadata__": metadata}
end = 0
for name, dtype, shape, data in tensors:
    header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [end, end + len(data)]}
    end += len(data)
text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
text += b" " * (-len(text) % 8)
sys.stdout.buffer.write(struct.pack("<Q", len(text)) + text + b"".join(data for _, _, _, data in tensors))
