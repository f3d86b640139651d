print(repr("it's"), repr('say "hi"'), repr("it's \"both\""), repr("back\\slash"))  # expect: "it's" 'say "hi"' 'it\'s "both"' 'back\\slash'
print(repr("\u200b"), repr("\x7f"), repr("\xa0"), repr("é"))  # expect: '\u200b' '\x7f' '\xa0' 'é'
