# Left uncaught; the traceback's last line asks __str__, which recurses.
class E(Exception):
    def __str__(self):
        return str(self)


print("before")
raise E
