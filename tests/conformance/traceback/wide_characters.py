def größe(文字): return 文字 + 1
x = ["日本語", größe("日本"), 3]
