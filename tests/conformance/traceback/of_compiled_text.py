def run(text):
    exec(compile(text, "<made>", "exec"), {})
try:
    run("a = 1\nreturn a")
except SyntaxError as error:
    print(error, error.text)
run("def inner():\n    return 1 / 0\ninner()\n")
