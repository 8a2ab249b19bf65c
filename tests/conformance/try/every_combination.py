def run(action):
    log = []
    try:
        log.append("try")
        if action == "raise":
            raise ValueError("v")
        if action == "other":
            raise KeyError("k")
        if action == "return":
            return log
    except ValueError as error:
        log.append(f"except {error}")
    else:
        log.append("else")
    finally:
        log.append("finally")
        print(log)
    log.append("after")
    return log

print(run("nothing"))
print(run("raise"))
print(run("return"))
try:
    run("other")
except KeyError as error:
    print("outside", error)
