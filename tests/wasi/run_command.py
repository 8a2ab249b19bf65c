"""run_command.py WASM FOLDER ARGS...: the WASI command under wasmtime; FOLDER is /work inside."""
import sys
import wasmtime

wasm, folder, *args = sys.argv[1:]
engine = wasmtime.Engine()
module = wasmtime.Module.from_file(engine, wasm)
linker = wasmtime.Linker(engine)
linker.define_wasi()
store = wasmtime.Store(engine)
wasi = wasmtime.WasiConfig()
wasi.argv = ["krait", *args]
wasi.inherit_stdin()
wasi.inherit_stdout()
wasi.inherit_stderr()
wasi.preopen_dir(folder, "/work")
store.set_wasi(wasi)
instance = linker.instantiate(store, module)
try:
    instance.exports(store)["_start"](store)
except wasmtime.ExitTrap as trap:
    sys.exit(trap.code)
