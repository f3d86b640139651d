s = "naïve ☕ 𝄞"
print(len(s), s[2], s[6], s[-1], s[::-1])  # expect: 9 ï ☕ 𝄞 𝄞 ☕ evïan
print(ord("☕"), chr(9749), ord("𝄞"), chr(119070))  # expect: 9749 ☕ 119070 𝄞
print("é" == "\u00e9", "\x41\101\N{EURO SIGN}", "\U0001F600")  # expect: True AA€ 😀
print(ascii(s), repr("tab\t nl\n quote' \x00 é"))  # expect: 'na\xefve \u2615 \U0001d11e' "tab\t nl\n quote' \x00 é"
print([c for c in "añ☕"])  # expect: ['a', 'ñ', '☕']
