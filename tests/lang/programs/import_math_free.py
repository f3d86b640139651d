import string
from string import digits, ascii_lowercase as letters
print(digits, letters[:5], string.ascii_uppercase[-3:])  # expect: 0123456789 abcde XYZ
