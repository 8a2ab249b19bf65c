"""embedding.py WASM CODE: drives the frontier's exports (src/host/embed.h) in slices, as any embedder of wasm could."""
import struct
import sys
import time
import wasmtime

SLICE, DONE = 0, 5


def text(s):
    data = s.encode()
    return b"s" + struct.pack("<I", len(data)) + data


def table(**entries):
    return b"o" + struct.pack("<I", len(entries)) + b"".join(text(k) + v for k, v in entries.items())


class Krait:
    def __init__(self, path):
        engine = wasmtime.Engine()
        module = wasmtime.Module.from_file(engine, path)
        linker = wasmtime.Linker(engine)
        linker.define_wasi()
        self.store = wasmtime.Store(engine)
        wasi = wasmtime.WasiConfig()
        wasi.inherit_stdout()
        wasi.inherit_stderr()
        self.store.set_wasi(wasi)
        f64, i32 = wasmtime.ValType.f64(), wasmtime.ValType.i32()
        if any(i.module == "krait" for i in module.imports):
            linker.define_func("krait", "host_clock", wasmtime.FuncType([i32], [f64]), lambda which: float(time.time_ns()))
            linker.define_func("krait", "host_entropy", wasmtime.FuncType([i32, i32], []), lambda at, n: self.write(at, bytes(n)))
            linker.define_func("krait", "host_write", wasmtime.FuncType([i32, i32, i32], []), self.output)
            linker.define_func("krait", "host_crash", wasmtime.FuncType([i32, i32], []), lambda at, n: sys.exit(self.read(at, n).decode()))
        self.exports = linker.instantiate(self.store, module).exports(self.store)
        self.call("_initialize")

    def call(self, name, *args):
        return self.exports[name](self.store, *args)

    def read(self, at, length):
        at &= 0xFFFFFFFF
        return bytes(self.exports["memory"].read(self.store, at, at + length))

    def write(self, at, data):
        self.exports["memory"].write(self.store, data, at & 0xFFFFFFFF)

    def output(self, stream, at, length):
        (sys.stdout if stream == 1 else sys.stderr).write(self.read(at, length).decode())

    def give(self, name, data, *before):
        at = self.call("krait_alloc", len(data))
        self.write(at, data)
        answer = self.call(name, *before, at, len(data))
        self.call("krait_free", at, len(data))
        return answer

    def payload(self):
        at, length = struct.unpack("<II", self.read(self.call("krait_payload"), 8))
        return self.read(at, length)


krait = Krait(sys.argv[1])
assert krait.give("krait_create", table()) == 0
run = krait.give("krait_eval", table(source=text(sys.argv[2])))
slices = 0
while (state := krait.call("krait_run", run, 1000, 0)) == SLICE:
    slices += 1
assert state == DONE, krait.payload()
kind, value = struct.unpack("<cq", krait.payload())
sys.stdout.flush()
print("done", value, "after several slices" if slices > 10 else slices)
