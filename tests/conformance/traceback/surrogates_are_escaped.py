raise Exception("half \ud83d and more")
