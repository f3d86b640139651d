print("abc".isalpha(), "abc1".isalnum(), "123".isdigit(), "12.3".isnumeric(), " \t".isspace())  # expect: True True True False True
print("name_1".isidentifier(), "1name".isidentifier(), "é".isalpha(), "²".isdigit(), "²".isdecimal())  # expect: True False True True False
print("abc".isascii(), "é".isascii(), "".isalpha(), "a b".isprintable(), "a\n".isprintable())  # expect: True False False True False
