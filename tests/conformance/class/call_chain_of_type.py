class Meta(type):
    def __call__(cls, *args, **kwargs):
        obj = cls.__new__(cls, *args, **kwargs)
        obj.set_up()
        return obj

class C(metaclass=Meta):
    def __init__(self):
        print("never called")
    def set_up(self):
        self.ready = True

print(C().ready)

class Singleton(type):
    instances = {}
    def __call__(cls, *args):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*args)
        return cls.instances[cls]

class Config(metaclass=Singleton):
    def __init__(self, value):
        self.value = value

print(Config(1) is Config(2), Config(3).value)
