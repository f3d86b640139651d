match = {"case": 1}
case = match["case"]
print(match, case)  # expect: {'case': 1} 1
type = "kind"
print(type)  # expect: kind
