# The hook itself recurses; both errors are shown.
import sys


def hook(*args):
    hook(*args)


sys.excepthook = hook
print("before")
sys.stderr = None
raise ValueError
