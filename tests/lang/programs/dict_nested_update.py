users = {"alice": {"roles": ["admin"], "age": 30}}
users["alice"]["roles"].append("user")
users["alice"]["age"] += 1
users.setdefault("bob", {})["age"] = 20
print(users)  # expect: {'alice': {'roles': ['admin', 'user'], 'age': 31}, 'bob': {'age': 20}}
print(users["alice"]["roles"][-1], users.get("carol", {}).get("age", "unknown"))  # expect: user unknown
