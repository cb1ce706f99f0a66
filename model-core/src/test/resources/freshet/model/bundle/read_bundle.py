"""Reads a Freshet bundle with the standard library alone and prints it as JSON: python3 read_bundle.py FILE"""

import json
import struct
import sys

data = open(sys.argv[1], "rb").read()
length = struct.unpack("<Q", data[:8])[0]
header = json.loads(data[8 : 8 + length])
metadata = header.pop("__metadata__")
codes = {"F32": ("f", 4), "I32": ("i", 4), "I64": ("q", 8), "U8": ("B", 1)}
tensors = {}
for name, tensor in header.items():
    code, size = codes[tensor["dtype"]]
    begin, end = (8 + length + offset for offset in tensor["data_offsets"])
    tensors[name] = list(struct.unpack(f"<{(end - begin) // size}{code}", data[begin:end]))
text, at = bytes(tensors["vocabulary.bytes"]), tensors["vocabulary.offsets"]
vocabulary = [text[begin:end].decode("utf-8") for begin, end in zip(at, at[1:])]
json.dump({"metadata": metadata, "tensors": tensors, "vocabulary": vocabulary}, sys.stdout)
