"""Makes the golden files beside it from the Avro specification alone, without an Avro library.

Run in this folder: python3 make_golden.py
The fingerprint is CRC-64-AVRO over the parsing canonical form, written out by hand below.
"""

import struct

EMPTY = 0xC15D213AA4D7A795


def crc64_avro(data):
    table = []
    for i in range(256):
        fp = i
        for _ in range(8):
            fp = (fp >> 1) ^ (EMPTY if fp & 1 else 0)
        table.append(fp)
    crc = EMPTY
    for byte in data:
        crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF]
    return crc


def number(value):
    value = (value << 1) ^ (value >> 63)
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def string(text):
    data = text.encode()
    return number(len(data)) + data


def single_object(canonical, body):
    return b"\xc3\x01" + crc64_avro(canonical.encode()).to_bytes(8, "little") + body


COMMON = (
    '{"name":"sessionId","type":"string"},{"name":"itemId","type":"string"},'
    '{"name":"eventTime","type":"long"},{"name":"eventType","type":"string"}'
)
V0 = '{"name":"freshet.schema.SessionEvent","type":"record","fields":[' + COMMON + "]}"
V1 = (
    '{"name":"freshet.schema.SessionEvent","type":"record","fields":[' + COMMON + ","
    '{"name":"eventId","type":["null","string"]},{"name":"userId","type":["null","string"]},'
    '{"name":"context","type":{"type":"map","values":"string"}}]}'
)
BODY = string("session-7") + string("sku-é-42") + number(1709285400123) + string("cart")

with open("session-event-v0.bin", "wb") as out:
    out.write(single_object(V0, BODY))
with open("session-event-v1.bin", "wb") as out:
    # A context in two blocks, the second in the form with its size in bytes.
    entry = string("page") + string("home")
    context = number(1) + string("shop") + string("de") + number(-1) + number(len(entry)) + entry + number(0)
    out.write(single_object(V1, BODY + number(1) + string("e-1") + number(0) + context))

ANNOUNCEMENT_V0 = (
    '{"name":"freshet.schema.ModelAnnouncement","type":"record","fields":['
    '{"name":"version","type":"long"},{"name":"uri","type":"string"},{"name":"sha256","type":"string"},'
    '{"name":"createdAt","type":"long"},{"name":"metrics","type":{"type":"map","values":"double"}},'
    '{"name":"note","type":"string"}]}'
)
with open("model-announcement-v0.bin", "wb") as out:
    metrics = number(1) + string("mrr@20") + struct.pack("<d", 0.25) + number(0)
    body = number(7) + string("file:///m") + string("0f" * 32) + number(1709285400123) + metrics + string("new")
    out.write(single_object(ANNOUNCEMENT_V0, body))

ROLLOUT_V0 = (
    '{"name":"freshet.schema.Rollout","type":"record","fields":['
    '{"name":"model","type":"string"},{"name":"number","type":"long"},{"name":"challenger","type":"long"},'
    '{"name":"champion","type":"long"},'
    '{"name":"stage","type":{"name":"freshet.schema.RolloutStage","type":"enum",'
    '"symbols":["SHADOW","CANARY","PROMOTED","RETURNED","ENDED"]}},'
    '{"name":"decision","type":{"name":"freshet.schema.RolloutDecision","type":"enum",'
    '"symbols":["BEGIN","WAIT","GO_ON","SHARE","PROMOTE","RETURN","END"]}},'
    '{"name":"share","type":"double"},{"name":"shadow","type":"double"},{"name":"reason","type":"string"},'
    '{"name":"decidedAt","type":"long"},{"name":"startedAt","type":"long"},{"name":"stageSince","type":"long"},'
    '{"name":"figures","type":{"type":"map","values":"double"}}]}'
)
with open("rollout-v0.bin", "wb") as out:
    figures = number(1) + string("predictions") + struct.pack("<d", 300) + number(0)
    body = string("shop") + number(4) + number(3) + number(2) + number(1) + number(2)
    body += struct.pack("<dd", 0.05, 0.2) + string("no loss")
    body += 2 * number(1709285400123) + number(1709285400000) + figures
    out.write(single_object(ROLLOUT_V0, body))
