#include <gtest/gtest.h>

#include "guest.h"
#include "lang/base64.h"
#include "lang/datetime.h"
#include "lang/lib_enum.h"
#include "lang/native.h"
#include "lang/uuid.h"

namespace lang {
namespace {

TEST(Library, WhatIsNotOfferedCannotBeImported) {
    for (const char* name : {"socket", "subprocess", "ctypes", "importlib", "pickle", "sqlite3"}) {
        const std::string expected =
            "ModuleNotFoundError: No module named '" + std::string(name) + "' (this sandbox offers";
        EXPECT_EQ(outcome(std::string("import ") + name).substr(0, expected.size()), expected);
    }
    for (const char* name : {"os.remove", "sys.exit", "threading.Thread", "io.open",
                             "urllib.request", "inspect.stack", "sys.modules", "os.path.exists"}) {
        const std::string module(name, std::string_view(name).rfind('.'));
        const std::string expected = "ImportError: " + std::string(name) + " is not offered here";
        const std::string source = "import " + module + "\n" + name;
        EXPECT_EQ(outcome(source).substr(0, expected.size()), expected);
    }
    EXPECT_EQ(outcome("import json\njson.codecs"),
              "AttributeError: module 'json' has no attribute 'codecs'");
}

TEST(Library, ModulesLoadOnlyWhenTheyAreImported) {
    EXPECT_EQ(outcome("from datetime import *\nprint(timedelta(seconds=1))"), "0:00:01");
    EXPECT_EQ(outcome("import collections.abc\nprint(collections.deque('a'))"), "deque(['a'])");
}

TEST(Library, TimeAndChanceComeFromTheOptions) {
    const base::FixedClock clock({1'700'000'000, 250'000});
    VmOptions options;
    options.clock = &clock;
    options.seed = 7;
    const char* program =
        "from datetime import datetime, timezone\nimport secrets, random, uuid, time\n"
        "print(datetime.now(timezone.utc), time.time())\n"
        "print(secrets.token_hex(8), random.random(), uuid.uuid4())";
    const Ran first = run_guest(program, options), second = run_guest(program, options);
    EXPECT_EQ(first.output, second.output);
    EXPECT_TRUE(first.output.starts_with("2023-11-14 22:13:20.250000+00:00 1700000000.25\n"));
    options.seed = 8;
    EXPECT_NE(run_guest(program, options).output, first.output);
}

TEST(Base64, ReadsAsLenientlyAsPython) {
    EXPECT_EQ(encode_base64("hello"), "aGVsbG8=");
    EXPECT_EQ(encode_base64("\xff\xfe\xfd", "-_"), "__79");
    EXPECT_EQ(decode_base64("aGVs bG8=!! ignored").raw, "hello");
    EXPECT_EQ(decode_base64("YQ==YQ==").raw, "a");
    EXPECT_EQ(decode_base64("YQ").error, "Incorrect padding");
    EXPECT_EQ(decode_base64("Y").error, "number");
    EXPECT_EQ(decode_base64("").raw, "");
}

TEST(Datetime, TheCalendarGoesBothWays) {
    EXPECT_EQ(days_from_civil(1970, 1, 1), 0);
    EXPECT_EQ(days_from_civil(2000, 3, 1), 11017);
    for (const std::int64_t days : {-719162, -1, 0, 59, 11016, 2932896}) {
        const DateFields date = civil_from_days(days);
        EXPECT_EQ(days_from_civil(date.year, date.month, date.day), days);
    }
    EXPECT_EQ(days_in_month(2000, 2), 29);
    EXPECT_EQ(days_in_month(1900, 2), 28);
    EXPECT_EQ(weekday_of({2024, 2, 29}), 3);
    EXPECT_EQ(iso_week_of({2024, 12, 30}).year, 2025);
    EXPECT_FALSE(fields_from_micros(-62135596800'000'001));
}

TEST(Datetime, ComplaintsUseCPythonsWords) {
    const std::string head = "from datetime import date, datetime, timedelta, timezone\n";
    EXPECT_EQ(outcome(head + "date(2023, 2, 30)"),
              "ValueError: day 30 must be in range 1..28 for month 2 in year 2023");
    EXPECT_EQ(outcome(head + "datetime(2023, 1, 1, 24)"),
              "ValueError: hour must be in 0..23, not 24");
    EXPECT_EQ(outcome(head + "datetime(2023, 1, 1) < datetime(2023, 1, 1, tzinfo=timezone.utc)"),
              "TypeError: can't compare offset-naive and offset-aware datetimes");
    EXPECT_EQ(outcome(head + "datetime.fromisoformat('x')"),
              "ValueError: Invalid isoformat string: 'x'");
    EXPECT_EQ(outcome(head + "date.max + timedelta(1)"), "OverflowError: date value out of range");
}

TEST(Datetime, NativesMakeAndReadValues) {
    Vm vm({});
    const Value made =
        make_temporal(vm, TemporalKind::DateTime, {2024, 2, 29, 1, 2, 3, 4}, utc_timezone(vm));
    const Temporal* temporal = payload_of<Temporal>(made);
    ASSERT_NE(temporal, nullptr);
    EXPECT_EQ(iso_text(*temporal), "2024-02-29T01:02:03.000004+00:00");
    EXPECT_EQ(offset_of(*temporal), 0);
}

TEST(Uuid, IsReadInEveryUsualForm) {
    const auto plain = parse_uuid("12345678-1234-5678-1234-567812345678");
    ASSERT_TRUE(plain);
    EXPECT_EQ(parse_uuid("{12345678123456781234567812345678}"), plain);
    EXPECT_EQ(parse_uuid("urn:uuid:12345678-1234-5678-1234-567812345678"), plain);
    EXPECT_FALSE(parse_uuid("1234"));
    EXPECT_FALSE(parse_uuid("g2345678-1234-5678-1234-567812345678"));
}

TEST(Enum, NativesSeeTheMembers) {
    Vm vm({});
    ASSERT_TRUE(
        vm.run_module("from enum import Enum\nclass C(str, Enum):\n    A = 'a'\n    B = 'b'\n",
                      "t.py")
            .ok());
    Completion found = vm.get_attribute(vm.main_module(), "C");
    ASSERT_TRUE(found.ok());
    Class& cls = *found.value().as<Class>();
    EXPECT_TRUE(is_enum_class(vm, cls));
    Completion members = enum_members(vm, cls);
    ASSERT_EQ(members.value().as<List>()->items.size(), 2U);
    Completion b = enum_by_value(vm, cls, vm.heap().make_str("b"));
    EXPECT_EQ(text_of(enum_value(vm, b.value())), "b");
    EXPECT_FALSE(enum_by_value(vm, cls, vm.heap().make_str("c")).ok());
}

TEST(Hashlib, WorkIsChargedBeforeItIsDone) {
    EXPECT_TRUE(outcome("import hashlib\nhashlib.pbkdf2_hmac('sha256', b'', b'', 10 ** 9)")
                    .starts_with("limit:steps"));
    EXPECT_EQ(outcome("import hashlib\nhashlib.sha256('x')"),
              "TypeError: Strings must be encoded before hashing");
}

TEST(Json, NestingAndSizeAreBounded) {
    EXPECT_EQ(outcome("import json\njson.loads('[' * 100000)"),
              "RecursionError: maximum recursion depth exceeded while decoding a JSON object");
    EXPECT_EQ(outcome("import json\nx = []\nfor i in range(5000): x = [x]\njson.dumps(x)"),
              "RecursionError: maximum recursion depth exceeded while encoding a JSON object");
    EXPECT_EQ(outcome("import json\njson.loads('[1,]')"),
              "json.decoder.JSONDecodeError: Illegal trailing comma before end of array: line 1 "
              "column 3 (char 2)");
    EXPECT_TRUE(outcome("import json\njson.dumps([1] * 10 ** 6, indent=10 ** 6)")
                    .starts_with("limit:memory"));
}

TEST(Itertools, EndlessIteratorsMeetTheStepLimit) {
    EXPECT_TRUE(outcome("import itertools\nlist(itertools.cycle([1]))").starts_with("limit:"));
    EXPECT_TRUE(outcome("import itertools\nsum(itertools.repeat(0))").starts_with("limit:steps"));
    EXPECT_TRUE(outcome("import itertools\nlist(itertools.product(range(1000), repeat=9))")
                    .starts_with("limit:"));
}

TEST(Asyncio, WhatWouldWaitForEverSaysSo) {
    const std::string head = "import asyncio\n";
    EXPECT_EQ(outcome(head + "async def f(): await asyncio.Event().wait()\nasyncio.run(f())"),
              "RuntimeError: this program waits for something that never happens");
    EXPECT_EQ(outcome(head + "async def f():\n    l = asyncio.Lock()\n    await l.acquire()\n"
                             "    await l.acquire()\nasyncio.run(f())"),
              "RuntimeError: this program waits for something that never happens");
}

TEST(Copy, DeepNestingIsARecursionError) {
    EXPECT_EQ(outcome("import copy\nx = []\nfor i in range(5000): x = [x]\ncopy.deepcopy(x)"),
              "RecursionError: maximum recursion depth exceeded");
}

TEST(Abc, AbstractMethodsMustBeThere) {
    EXPECT_EQ(outcome("from abc import ABC, abstractmethod\nclass A(ABC):\n    @abstractmethod\n"
                      "    def f(self): ...\n    @abstractmethod\n    def g(self): ...\nA()"),
              "TypeError: Can't instantiate abstract class A without an implementation for "
              "abstract methods 'f', 'g'");
}

}  // namespace
}  // namespace lang
