"""Running modules as programs: what `krait -m NAME` does, and run_module and run_path for programs themselves."""

import sys
import _krait_import

__all__ = ["run_module", "run_path"]


class _Spec:
    """What a module's __spec__ says of it, as far as runpy knows."""

    def __init__(self, name, origin, package):
        self.name = name
        self.origin = origin
        self.loader = None
        self.cached = None
        self.has_location = True
        self.submodule_search_locations = [origin.rpartition("/")[0]] if package else None

    @property
    def parent(self):
        return self.name if self.submodule_search_locations is not None else self.name.rpartition(".")[0]

    def __repr__(self):
        return f"ModuleSpec(name={self.name!r}, loader=None, origin={self.origin!r})"


class _Error(Exception):
    """There is nothing to run: told without a traceback."""


#: line 72
def _run_code(code, run_globals, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None, script_name=None):
    if init_globals is not None:
        run_globals.update(init_globals)
    if mod_spec is None:
        file, cached = script_name, None
    else:
        file, cached = mod_spec.origin, None
        if pkg_name is None:
            pkg_name = mod_spec.parent
    run_globals.update(__name__=mod_name, __file__=file, __cached__=cached, __doc__=None, __loader__=None,
                       __package__=pkg_name, __spec__=mod_spec)
    # What runs is seen here in tracebacks.
#: line 88
    exec(code, run_globals)
    return run_globals


#: line 103
def _get_module_details(mod_name, error=ImportError):
    if mod_name.startswith("."):
        raise error("Relative module names not supported")
    pkg_name, _, last = mod_name.rpartition(".")
    path = None
    if pkg_name:
        try:
            # The packages above a module run before it is looked for.
#: line 114
            __import__(pkg_name)
        except ImportError as e:
            if e.name is None or (e.name != pkg_name and not pkg_name.startswith(e.name + ".")):
                raise
            raise error(_finding(mod_name, e)) from e
        path = getattr(sys.modules[pkg_name], "__path__", None)
        if path is None:
            e = ModuleNotFoundError(f"__path__ attribute not found on {pkg_name!r} while trying to find {mod_name!r}")
            raise error(_finding(mod_name, e))
    found = _krait_import.find_source(mod_name, path and list(path)) if last else None
    if found is None:
        raise error(f"No module named {mod_name}")
    source, file, package = found
    if package:
        if mod_name == "__main__" or last == "__main__":
            raise error("Cannot use package as __main__ module")
        try:
#: line 151
            return _get_module_details(mod_name + ".__main__", error)
        except error as e:
            if mod_name not in sys.modules:
                raise
            raise error(f"{e}; {mod_name!r} is a package and cannot be directly executed")
#: line 164
    return mod_name, _Spec(mod_name, file, False), compile(source, file, "exec")


def _finding(mod_name, e):
    return f"Error while finding module specification for {mod_name!r} ({type(e).__name__}: {e})"


#: line 189
def _run_module_as_main(mod_name, alter_argv=True):
    try:
        if mod_name == "__main__":
            raise _Error("No module named __main__")
#: line 194
        mod_name, mod_spec, code = _get_module_details(mod_name, _Error)
    except _Error as e:
        sys.exit(f"{sys.executable or 'krait'}: {e}")
    main_globals = sys.modules.get("__main__", None)
    if main_globals is None:
        main_globals = sys.modules["__main__"] = type(sys)("__main__")
    main_globals = main_globals.__dict__
    if alter_argv and sys.argv:
        sys.argv[0] = mod_spec.origin
#: line 203
    _run_code(code, main_globals, None, "__main__", mod_spec)


class _Temporary:
    """sys.modules and sys.argv[0] as the module that runs expects them, and afterwards as they were."""

    def __init__(self, name, file):
        self.name, self.file = name, file
        self.module = type(sys)(name)

    def __enter__(self):
        self.argv0 = sys.argv[0] if sys.argv else None
        self.saved = sys.modules.get(self.name)
        sys.modules[self.name] = self.module
        if sys.argv:
            sys.argv[0] = self.file
        return self.module

    def __exit__(self, *_):
        if self.saved is None:
            sys.modules.pop(self.name, None)
        else:
            sys.modules[self.name] = self.saved
        if self.argv0 is not None and sys.argv:
            sys.argv[0] = self.argv0


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Runs a module's code without importing it; answers its globals."""
    mod_name, mod_spec, code = _get_module_details(mod_name)
    if run_name is None:
        run_name = mod_name
    if not alter_sys:
        return _run_code(code, {"__builtins__": __builtins__}, init_globals, run_name, mod_spec)
    with _Temporary(run_name, mod_spec.origin) as module:
        run_globals = module.__dict__
        run_globals["__builtins__"] = __builtins__
        return dict(_run_code(code, run_globals, init_globals, run_name, mod_spec))


def run_path(path_name, init_globals=None, run_name=None):
    """Runs the code of a file; answers its globals."""
    if run_name is None:
        run_name = "<run_path>"
    folder, _, file = str(path_name).rpartition("/")
    name, dot, kind = file.rpartition(".")
    found = _krait_import.find_source(name, [folder or "."]) if kind == "py" else None
    if found is None:
        raise FileNotFoundError(2, "No such file or directory", path_name)
    with _Temporary(run_name, path_name) as module:
        code = compile(found[0], str(path_name), "exec")
        run_globals = module.__dict__
        run_globals["__builtins__"] = __builtins__
        return dict(_run_code(code, run_globals, init_globals, run_name, None, "", path_name))
