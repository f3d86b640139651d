// What the running program tells the recorder.
#include <gtest/gtest.h>

#include "lang/vm.h"
#include "trace/recorder.h"
#include "trace/timeline.h"

namespace lang {
namespace {

// One event a word: kind and what it is about, without lines and calls of the module.
std::string told(std::string_view source) {
    trace::Recorder recorder;
    VmOptions options;
    options.recorder = &recorder;
    Vm vm{options};
    (void)vm.run_module(source, "test.py");
    const trace::Timeline run = recorder.finish();
    std::string text;
    for (int step = 0; step < run.size(); ++step) {
        const trace::Event event = run.event_at(step);
        const auto field = [&](std::string_view name) {
            const std::string* value = event.field(name);
            return value ? *value : std::string();
        };
        using enum trace::EventKind;
        switch (event.kind) {
            case Assign: text += field("name") + "=" + field("value"); break;
            case Call: text += "call:" + field("function"); break;
            case Return: text += "return:" + field("value"); break;
            case Yield: text += "yield:" + field("value"); break;
            case Resume: text += "resume"; break;
            case Raise: text += "raise:" + field("exception"); break;
            case Unwind: text += "unwind:" + field("function"); break;
            case Caught: text += "caught:" + field("exception"); break;
            case Line: text += std::to_string(event.line); break;
            default: text += std::string(trace::name_of(event.kind)); break;
        }
        text += ' ';
    }
    if (!text.empty()) text.pop_back();
    return text;
}

TEST(Recording, TellsLinesAssignmentsAndCalls) {
    EXPECT_EQ(told("def f(a):\n    b = a + 1\n    return b\nx = f(2)\n"),
              "call:<module> 1 f=<function f> 4 call:f 2 b=3 3 return:3 x=3 return:None");
}

TEST(Recording, TellsEveryRoundOfALoop) {
    EXPECT_EQ(told("for i in range(2):\n    x = i\n"),
              "call:<module> 1 i=0 2 x=0 1 i=1 2 x=1 1 return:None");
    EXPECT_EQ(told("i = 0\nwhile i < 1:\n    i += 1\n"),
              "call:<module> 1 i=0 2 3 i=1 2 return:None");
}

TEST(Recording, TellsTheWayOfAnException) {
    EXPECT_EQ(
        told(
            "def f():\n    raise KeyError('k')\ntry:\n    f()\nexcept KeyError as e:\n    y = 1\n"),
        "call:<module> 1 f=<function f> 3 4 call:f 2 raise:KeyError unwind:f caught:KeyError 5 "
        "e=KeyError('k') 6 y=1 e= return:None");
}

TEST(Recording, TellsGeneratorsSteppingAside) {
    EXPECT_EQ(told("def g():\n    yield 1\nfor v in g(): pass\n"),
              "call:<module> 1 g=<function g> 3 call:g 2 yield:1 v=1 3 3 resume return:None "
              "return:None");
}

TEST(Recording, TellsDelegationFrameByFrame) {
    EXPECT_EQ(told("def a():\n    yield 1\ndef b():\n    yield from a()\nx = list(b())\n"),
              "call:<module> 1 a=<function a> 3 b=<function b> 5 call:b 4 call:a 2 yield:1 yield:1 "
              "resume resume return:None return:None x=[1] return:None");
}

TEST(Recording, ShowsAVariableThatAnInnerFunctionChanged) {
    EXPECT_EQ(
        told("def f():\n    n = 0\n    def g():\n        nonlocal n\n        n = 1\n    g()\n"
             "    return n\nf()\n"),
        "call:<module> 1 f=<function f> 8 call:f 2 n=0 3 g=<function f.<locals>.g> 6 call:g 5 n=1 "
        "return:None n=1 7 return:1 return:None");
}

TEST(Recording, TellsComprehensionVariablesAndTheirEnd) {
    EXPECT_EQ(told("x = [q for q in [1, 2]]\n"), "call:<module> 1 q=1 q=2 q= x=[1, 2] return:None");
}

TEST(Recording, TellsImportsClassesAndDeletions) {
    EXPECT_EQ(told("class A:\n    k = 1\ndel A\n"),
              "call:<module> 1 call:A 2 k=1 return:None A=<class 'A'> 3 A= return:None");
}

TEST(Recording, OfTheSameProgramIsTheSame) {
    const std::string source =
        "def f(n):\n    return {str(i): [i] for i in range(n)}\nx = f(5)\nx['2'].append(3)\n";
    EXPECT_EQ(told(source), told(source));
}

}  // namespace
}  // namespace lang
