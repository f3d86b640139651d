// The trace of a program says at every line what the program's variables held then.
#include "lang/snapshot.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "lang/frame.h"
#include "lang/live_text.h"
#include "lang/native.h"
#include "lang/vm_impl.h"
#include "trace/recorder.h"

namespace {

using lang::Kind;
using lang::Value;
using lang_test::LiveText;

// function, then name=value of each variable that has one
using FrameText = std::string;

std::vector<FrameText> live_stack(lang::Vm& vm) {
    std::vector<FrameText> out;
    LiveText text(vm);
    for (const lang::Frame* frame = vm.impl().top; frame != nullptr; frame = frame->back) {
        const lang::Code& code = *frame->code;
        if (!code.recorded) continue;
        FrameText shown = code.name + ":";
        const auto add = [&](std::string_view name, const Value& value) {
            if (name.empty() || name.starts_with("__") || value.empty()) return;
            if (value.is(Kind::Cell) && value.as<lang::Cell>()->value.empty()) return;
            shown += " " + std::string(name) + "=" + text.of(value);
        };
        for (std::size_t i = 0; i < code.variables.size(); ++i)
            if (!code.variables[i].empty())
                add(code.variables[i].as<lang::Str>()->view(), frame->registers[i]);
        if (code.kind == lang::CodeKind::Module)
            for (std::size_t i = 0; i < frame->module->names.size(); ++i)
                add(frame->module->names[i], frame->module->slots[i]);
        out.push_back(shown);
    }
    std::reverse(out.begin(), out.end());
    return out;
}

std::vector<FrameText> traced_stack(const trace::Timeline& timeline, int step) {
    std::vector<FrameText> out;
    for (const trace::FrameState& frame : timeline.state_at(step).stack) {
        FrameText shown = std::string(frame.function) + ":";
        const trace::CodeInfo& code = timeline.code(frame.code);
        for (const trace::Variable& variable : frame.variables) {
            if (variable.value == trace::ValueRef() || variable.name.starts_with("__")) continue;
            const auto slot =
                std::find(code.variables.begin(), code.variables.end(), variable.name);
            if (slot - code.variables.begin() >= code.first_outer_slot) continue;
            shown += " " + std::string(variable.name) + "=" +
                     timeline.show(variable.value, step, trace::Style::Repr, 1000000);
        }
        out.push_back(shown);
    }
    return out;
}

struct Program {
    const char* name;
    const char* source;
};

void PrintTo(const Program& program, std::ostream* out) { *out << program.name; }

class EveryLine : public testing::TestWithParam<Program> {};

TEST_P(EveryLine, TheTraceSaysWhatTheProgramHeld) {
    trace::Recorder recorder;
    lang::VmOptions options;
    options.recorder = &recorder;
    lang::Vm vm(options);
    std::map<int, std::vector<FrameText>> live;
    recorder.set_step_hook([&](int step) { live[step] = live_stack(vm); });
    const lang::Completion done = vm.run_module(GetParam().source, "program.py");
    recorder.set_step_hook({});
    ASSERT_TRUE(done.ok()) << (done.raised() ? vm.traceback_text(done.error()) : "stopped");
    const trace::Timeline timeline = recorder.finish();
    int lines = 0;
    for (const trace::Timeline::Brief& brief : timeline.briefs(0, timeline.size() - 1)) {
        if (brief.kind != trace::EventKind::Line) continue;
        ++lines;
        ASSERT_EQ(traced_stack(timeline, brief.step), live[brief.step])
            << "step " << brief.step << ", line " << brief.line;
    }
    EXPECT_GT(lines, 5);
}

const Program kPrograms[] = {
    {"Numbers", R"(
a = 1
b = 2 ** 100
c = -(1 << 61)
d = 0.1 + 0.2
e = a if b else c
for i in range(3):
    a += i * 7.5
f = 10 ** 30 // 7
g = None
h = ...
del e
k = 1 < 2
)"},
    {"Texts", R"(
s = ""
for i in range(200):
    s += "piece"
t = s.upper()
u = b"\x00abc" * 3
v = "quote ' \" \n \u20ac"
w = s[:5] + v
)"},
    {"Lists", R"(
a = [3, 1, 2]
b = a
a.append([4])
a[3].append(a)
b[0] = "x"
a.pop()
a.insert(1, 9)
a += [7, 8]
a[1:3] = [5, 5, 5]
del a[0]
a.extend(range(3))
a.remove(5)
a.reverse()
a.sort()
c = a * 2
a.clear()
x, *y = c
d = [[0] * 3 for _ in range(3)]
d[1][2] = 5
e = sorted(c, key=lambda n: -n)
)"},
    {"Dicts", R"(
d = {"a": 1, 2: "b"}
d["c"] = {"inner": []}
d["c"]["inner"].append(d)
d[1] = "one"
d[True] = "true"
d[1.0] = "float"
d[(1, "t")] = {1, 2}
d.pop(2)
d["a"] += 5
d.update({"z": 26}, y=25)
e = dict(d)
e.setdefault("new", []).append(1)
del d["z"]
d |= {"or": 1}
f = {k: v for k, v in enumerate("abc")}
k, v = f.popitem()
d.clear()
)"},
    {"Sets", R"(
s = set()
for w in ("pear", "fig", "kiwi", "plum", "apple", "lime", "date", "nut"):
    s.add(w)
s.discard("fig")
s.add("zest")
t = {5, 1, 9, 3, 1000, 77}
t |= {8, 4}
t.remove(9)
u = frozenset(t)
t -= {1, 3}
t.update([2, 6])
x = t.pop()
t &= u
t.clear()
)"},
    {"Functions", R"(
def add(a, b=2, *rest, key=None, **more):
    total = a + b
    for r in rest:
        total += r
    more["seen"] = key
    return total

x = add(1)
y = add(1, 2, 3, 4, key="k", extra=[1])
def fact(n):
    if n <= 1:
        return 1
    below = fact(n - 1)
    return n * below
z = fact(20)
square = lambda v: v * v
q = [square(n) for n in range(4) if n % 2]
w = add
)"},
    {"Generators", R"(
def numbers(n):
    i = 0
    seen = []
    while i < n:
        got = yield i
        seen.append((i, got))
        i += 1
    return seen

def both():
    first = yield from numbers(2)
    second = yield from numbers(3)
    return first + second

a, b = numbers(3), numbers(4)
x = [next(a), next(b), next(a)]
b.send("hello")
total = sum(numbers(10))
g = both()
rest = list(g)
for n in a:
    last = n
b.close()
)"},
    {"Classes", R"(
class Base:
    count = 0
    def __init__(self, name):
        self.name = name
        self.items = []
        type(self).count += 1
    def add(self, item):
        self.items.append(item)
        return self

class Child(Base):
    def __init__(self, name, parent=None):
        super().__init__(name)
        self.parent = parent
    @property
    def size(self):
        result = len(self.items)
        return result

b = Base("b")
c = Child("c", b)
c.add(1).add(c)
b.child = c
n = c.size
del b.name
c.name = "renamed"
for i in range(70):
    setattr(b, f"attr{i}", i)
delattr(b, "attr3")
m = c.add
)"},
    {"Exceptions", R"(
class Bad(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code

def risky(n):
    try:
        if n == 0:
            raise Bad(7)
        if n == 1:
            return {}["missing"]
        return 10 // (n - 2)
    except ZeroDivisionError as error:
        kept = error
        return str(kept)
    finally:
        cleaned = True

out = []
for n in range(4):
    try:
        out.append(risky(n))
    except Bad as bad:
        code = bad.code
        out.append(bad)
    except (KeyError, ValueError) as other:
        out.append(other.args)
    else:
        fine = n
)"},
    {"Matching", R"(
def kind(v):
    match v:
        case {"user": name, **rest}:
            return name, rest
        case [first, *others]:
            return first, others
        case int() | float() as number if number > 3:
            return number
        case _:
            return None

a = kind({"user": "alice", "age": 3})
b = kind([1, 2, 3])
c = kind(7)
if (d := kind(1)) is None:
    d = "none"
)"},
    {"Coroutines", R"(
async def child(n):
    doubled = n * 2
    return doubled

class Manager:
    def __enter__(self):
        self.open = True
        return self
    def __exit__(self, *details):
        self.open = False

async def parent():
    first = await child(1)
    second = await child(first)
    with Manager() as m:
        inside = m.open
    return first + second

co = parent()
try:
    co.send(None)
except StopIteration as stop:
    result = stop.value
)"},
};

INSTANTIATE_TEST_SUITE_P(Programs, EveryLine, testing::ValuesIn(kPrograms),
                         [](const auto& one) { return one.param.name; });

// -- single values -----------------------------------------------------------------------------

// Runs the source; `shown("x")` is the global x at the end, as the trace has it.
class Traced {
  public:
    explicit Traced(std::string_view source, trace::Recorder::Limits limits = {})
        : recorder_(limits) {
        lang::VmOptions options;
        options.recorder = &recorder_;
        lang::Vm vm(options);
        const lang::Completion done = vm.run_module(source, "program.py");
        if (done.raised()) ADD_FAILURE() << vm.traceback_text(done.error());
        timeline = recorder_.finish();
    }
    std::string shown(std::string_view name, std::size_t limit = 400) const {
        const trace::State state = timeline.state_at(timeline.size() - 1);
        for (const trace::Variable& variable : state.stack.front().variables)
            if (variable.name == name)
                return timeline.show(variable.value, state.step, trace::Style::Repr, limit);
        return "no such variable";
    }
    trace::Timeline timeline;

  private:
    trace::Recorder recorder_;
};

TEST(Snapshot, ANestOf200000ListsIsTaken) {
    const Traced run("a = []\nfor i in range(200000):\n    a = [a]\n");
    EXPECT_EQ(run.shown("a"), "[[[[[[...]]]]]]");
}

TEST(Snapshot, ANestBuiltBeforeItIsSeenIsTaken) {
    const Traced run(
        "a = []\nexec_list = [a]\n"
        "def deep(n):\n    return [[]]\n"
        "b = (lambda: [x := [], *[x := [x] for _ in range(100000)]][-1])()\n");
    EXPECT_EQ(run.shown("b"), "[[[[[[...]]]]]]");
}

TEST(Snapshot, DeepTuplesAreTaken) {
    const Traced run("t = ()\nfor i in range(100000):\n    t = (t,)\n");
    EXPECT_EQ(run.shown("t"), "((((((...,),),),),),)");
}

TEST(Snapshot, ATextOfAMegabyteIsStoredOnce) {
    const Traced run("s = 'x' * 1000000\nb = [s, s]\nc = s\nfor i in range(100):\n    d = s\n");
    EXPECT_LT(run.timeline.byte_size(), std::size_t{200000});
}

TEST(Snapshot, HugeIntegersShowTheirSize) {
    const Traced run("n = 1 << 100000\nm = 1 << 200\n");
    EXPECT_EQ(run.shown("n"), "<int of 100001 bits>");
    EXPECT_EQ(run.shown("m"), "1606938044258990275541962092341162602522202993782792835301376");
}

TEST(Snapshot, CodeIsShownByItsName) {
    const Traced run(
        "def f(): pass\nclass C:\n    def m(self): pass\nimport string\n"
        "g = (x for x in [])\nb = C().m\np = print\nu = str | None\nv = list[int]\n"
        "r = range(1, 9, 2)\n");
    EXPECT_EQ(run.shown("f"), "<function f>");
    EXPECT_EQ(run.shown("C"), "<class 'C'>");
    EXPECT_EQ(run.shown("string"), "<module 'string'>");
    EXPECT_EQ(run.shown("g"), "<generator <genexpr>>");
    EXPECT_EQ(run.shown("b"), "<bound method C.m>");
    EXPECT_EQ(run.shown("p"), "<built-in function print>");
    EXPECT_EQ(run.shown("u"), "str | None");
    EXPECT_EQ(run.shown("v"), "list[int]");
    EXPECT_EQ(run.shown("r"), "range(1, 9, 2)");
}

TEST(Snapshot, TakingAValueRunsNoCodeOfTheProgram) {
    const Traced run(
        "calls = []\nclass Loud:\n"
        "    def __repr__(self):\n        calls.append('repr')\n        return 'loud'\n"
        "    def __eq__(self, other):\n        calls.append('eq')\n        return True\n"
        "    def __hash__(self):\n        return 1\n"
        "x = Loud()\nd = {'k': x}\nl = [x, (x, d)]\nl.append(x)\n");
    EXPECT_EQ(run.shown("calls"), "[]");
    EXPECT_EQ(run.shown("l"), "[Loud(), (Loud(), {'k': Loud()}), Loud()]");
}

TEST(Snapshot, TheSameRunGivesTheSameBytes) {
    for (const Program& program : kPrograms)
        EXPECT_EQ(Traced(program.source).timeline.serialized(),
                  Traced(program.source).timeline.serialized());
}

TEST(Snapshot, AFullTraceEndsTheProgram) {
    trace::Recorder recorder(trace::Recorder::Limits{std::size_t{4} << 20});
    lang::VmOptions options;
    options.recorder = &recorder;
    lang::Vm vm(options);
    const auto done =
        vm.run_module("i = 0\nwhile True:\n    i += 1\n    s = 'number ' + str(i)\n", "program.py");
    ASSERT_TRUE(done.stopped());
    EXPECT_EQ(vm.stopped()->kind, lang::StopKind::Memory);
    EXPECT_GT(recorder.finish().size(), 1000);
}

}  // namespace
