"""Reads which modules Python programs import.

Standard input: {"files": [path, ...], "texts": [text, ...]}, texts being programs without a file.
Standard output: {"python": "3.11.7", "modules": [...], "errors": [{...}]}. `modules` are top-level
names that are neither of the standard library nor found beside the program that imports them; those found beside it
are read too. Nothing that is read is executed or imported.
"""

import ast
import json
import os
import sys

# In the interpreter's library, yet no part of the documented one.
UNDOCUMENTED = {"antigravity", "this"}


def standard_library():
    names = getattr(sys, "stdlib_module_names", None)
    if names is None:  # before 3.10
        names = set(sys.builtin_module_names)
        library = os.path.dirname(os.__file__)
        compiled = [os.path.join(library, "lib-dynload"), os.path.join(sys.base_prefix, "DLLs")]
        for folder in [library] + [each for each in compiled if os.path.isdir(each)]:
            names.update(entry.split(".")[0] for entry in os.listdir(folder))
        names.discard("site-packages")
    return set(names) - UNDOCUMENTED


def is_type_checking(test):
    """`if TYPE_CHECKING:` holds what no running program imports."""
    name = test.attr if isinstance(test, ast.Attribute) else getattr(test, "id", None)
    return name == "TYPE_CHECKING"


def text_of(call):
    """The first argument of a call, where it is a text that stands there."""
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def imported(call):
    """The module that a call of an importing function names."""
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", None)
    module = text_of(call) if name in ("__import__", "import_module") else None
    return module if module and not module.startswith(".") else None


def imports_of(tree):
    """(level, module, names) of each import; `import a.b` is (0, "a.b", []). Programs may be nested deeper than calls."""
    rest = [tree]
    while rest:
        node = rest.pop()
        if isinstance(node, ast.If) and is_type_checking(node.test):
            rest += node.orelse
            continue
        rest += ast.iter_child_nodes(node)
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield (0, alias.name, [])
        elif isinstance(node, ast.ImportFrom):
            yield (node.level, node.module or "", [alias.name for alias in node.names])
        elif isinstance(node, ast.Call) and imported(node):
            yield (0, imported(node), [])


class Reader:
    def __init__(self):
        self.library = standard_library()
        self.modules = set()
        self.errors = []
        self.seen = set()
        self.rest = []

    def read_later(self, path, root):
        path = os.path.realpath(path)
        if path not in self.seen:
            self.seen.add(path)
            self.rest.append((path, root))

    def read_all(self):
        while self.rest:
            self.read_file(*self.rest.pop())

    def read_file(self, path, root):
        try:
            with open(path, "rb") as file:
                source = file.read()
        except OSError as error:
            self.errors.append({"file": path, "code": "unreadable", "message": error.strerror or str(error)})
            return
        self.read(source, path, root, os.path.dirname(path))

    def read(self, source, name, root, folder):
        try:
            tree = ast.parse(source, name)
        except (SyntaxError, ValueError) as error:
            self.errors.append(
                {
                    "file": name,
                    "code": "syntax",
                    "message": getattr(error, "msg", None) or str(error),
                    "line": getattr(error, "lineno", None) or 1,
                    "column": getattr(error, "offset", None) or 1,
                }
            )
            return
        except (RecursionError, MemoryError):  # the latter before 3.9
            self.errors.append({"file": name, "code": "syntax", "message": "nested too deep", "line": 1, "column": 1})
            return
        for level, module, names in imports_of(tree):
            if level > 0:
                self.relative(folder, level, module, names, root)
            elif module:
                self.absolute(module, names, root)

    def relative(self, folder, level, module, names, root):
        if folder is None:
            return
        for _ in range(level - 1):
            folder = os.path.dirname(folder)
        self.follow(folder, [part for part in module.split(".") if part], names, root)

    def absolute(self, module, names, root):
        parts = module.split(".")
        if not self.follow(root, parts, names, root) and parts[0] not in self.library:
            self.modules.add(parts[0])

    def follow(self, folder, parts, names, root):
        """Reads the files of a module below a folder; false where its first part is not there."""
        if folder is None or not self.is_there(folder, parts, names):
            return False
        at = folder
        for part in parts:
            at = os.path.join(at, part)
            if os.path.isfile(at + ".py"):
                self.read_later(at + ".py", root)
                return True
            if not os.path.isdir(at):
                return True
            self.package(at, root)
        for name in names:
            inner = os.path.join(at, name)
            if os.path.isfile(inner + ".py"):
                self.read_later(inner + ".py", root)
            elif os.path.isdir(inner):
                self.package(inner, root)
        return True

    def is_there(self, folder, parts, names):
        """A folder without __init__.py counts only where it holds what is asked for: else an installed module wins."""
        if not parts:
            return True
        first = os.path.join(folder, parts[0])
        if os.path.isfile(first + ".py") or os.path.isfile(os.path.join(first, "__init__.py")):
            return True
        inner = [parts[1]] if len(parts) > 1 else names
        return any(
            os.path.isfile(os.path.join(first, name + ".py"))
            or os.path.isfile(os.path.join(first, name, "__init__.py"))
            for name in inner
        )

    def package(self, folder, root):
        start = os.path.join(folder, "__init__.py")
        if os.path.isfile(start):
            self.read_later(start, root)


def main():
    # As bytes: the text of standard input need not be UTF-8.
    request = json.load(sys.stdin.buffer)
    reader = Reader()
    for path in request["files"]:
        reader.read_later(path, os.path.dirname(os.path.realpath(path)))
    for text in request["texts"]:
        reader.read(text, "<stdin>", None, None)
    reader.read_all()
    json.dump(
        {
            "python": ".".join(str(part) for part in sys.version_info[:3]),
            "modules": sorted(reader.modules),
            "errors": reader.errors,
        },
        sys.stdout,
    )


main()
