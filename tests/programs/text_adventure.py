# The engine of a text adventure: rooms, things, a parser of commands; commands come from standard input.
class GameOver(Exception):
    pass


class Thing:
    def __init__(self, name, description, *, fixed=False, opens=None):
        self.name, self.description, self.fixed, self.opens = name, description, fixed, opens

    def __str__(self):
        return self.name


class Room:
    opposite = {"north": "south", "south": "north", "east": "west", "west": "east", "up": "down", "down": "up"}

    def __init__(self, name, description, *things):
        self.name, self.description = name, description
        self.things = {thing.name: thing for thing in things}
        self.exits, self.locked = {}, {}

    def connect(self, direction, other, key=None):
        self.exits[direction] = other
        other.exits[self.opposite[direction]] = self
        if key:
            self.locked[direction] = key
        return other

    def look(self):
        yield self.name.upper()
        yield self.description
        if self.things:
            yield "You see: " + ", ".join(sorted(self.things)) + "."
        yield "Exits: " + ", ".join(f"{d} (locked)" if d in self.locked else d for d in sorted(self.exits)) + "."


def command(*words):
    def register(method):
        method.words = words
        return method
    return register


class Game:
    def __init_subclass__(cls):
        cls.commands = {word: m for m in vars(cls).values() if hasattr(m, "words") for word in m.words}


class Adventure(Game):
    def __init__(self, start, treasure):
        self.room, self.treasure, self.bag, self.moves = start, treasure, {}, 0

    def run(self, line):
        verb, _, rest = line.strip().lower().partition(" ")
        self.moves += 1
        if verb in Room.opposite:
            verb, rest = "go", verb
        handler = self.commands.get(verb)
        if handler is None:
            return [f"I don't know how to {verb!r}."] if verb else []
        return handler(self, rest)

    @command("look", "l")
    def look(self, _):
        return self.room.look()

    @command("go", "walk")
    def go(self, direction):
        if direction not in self.room.exits:
            yield "You can't go there."
        elif direction in self.room.locked:
            yield f"The way {direction} is locked."
        else:
            self.room = self.room.exits[direction]
            yield from self.room.look()

    @command("take", "get")
    def take(self, name):
        thing = self.room.things.get(name)
        if thing is None:
            yield f"There is no {name} here."
        elif thing.fixed:
            yield f"The {thing} won't move."
        else:
            self.bag[name] = self.room.things.pop(name)
            yield f"Taken: {thing}."
            if name == self.treasure:
                raise GameOver(f"You won in {self.moves} moves!")

    @command("drop")
    def drop(self, name):
        if name in self.bag:
            self.room.things[name] = self.bag.pop(name)
            return [f"Dropped: {name}."]
        return [f"You don't have a {name}."]

    @command("examine", "x")
    def examine(self, name):
        thing = self.bag.get(name) or self.room.things.get(name)
        return [thing.description if thing else f"No {name} to be seen."]

    @command("unlock")
    def unlock(self, direction):
        key = self.room.locked.get(direction)
        if key is None:
            return ["Nothing is locked there."]
        if key not in self.bag:
            return [f"You need a {key}."]
        del self.room.locked[direction]
        return [f"Click. The way {direction} is open."]

    @command("bag", "i")
    def inventory(self, _):
        return ["You carry: " + (", ".join(sorted(self.bag)) or "nothing") + "."]

    @command("quit")
    def quit(self, _):
        raise GameOver("Goodbye.")


def build():
    hall = Room("Hall", "Dust and portraits.", Thing("lamp", "It is out."), Thing("statue", "A stern snake.", fixed=True))
    garden = hall.connect("south", Room("Garden", "Roses gone wild.", Thing("key", "Rusty, but whole.")))
    garden.connect("east", Room("Well", "A deep well. No coin will help you."))
    hall.connect("north", Room("Vault", "Cold air, gold light.", Thing("crown", "Yours.")), key="key")
    return Adventure(hall, "crown")


game = build()
print("\n".join(game.run("look")))
try:
    while True:
        try:
            line = input("> ")
        except EOFError:
            print("\nThe story ends here.")
            break
        print(line)
        for text in game.run(line):
            print(text)
except GameOver as end:
    print(end)
