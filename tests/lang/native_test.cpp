#include "lang/native.h"

#include <gtest/gtest.h>

#include "guest.h"

namespace lang {
namespace {

Completion show(Vm& vm, Native& self, CallArgs args) {
    Value a, b = Value::small(7), c = Value::none();
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}, {"b", &b, kOptional}, {"c", &c, kKeywordOnly}}));
    const Value items[] = {a, b, c};
    return vm.heap().make_tuple(items);
}

Completion needs_keyword(Vm& vm, Native& self, CallArgs args) {
    Value a, key;
    AW_GUEST_DO(bind(vm, self, args, {{"a", &a}, {"key", &key, Parameter::How::KeywordRequired}}));
    return key;
}

Completion no_arguments(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, args, {}));
    return Completion::none();
}

Completion greet(Vm& vm, Native& self, CallArgs args) {
    AW_GUEST_DO(bind(vm, self, without_self(args), {}));
    return read_slot(*args.positional[0].as<Instance>(), "name");
}

Completion name_length(Vm& vm, Native&, CallArgs args) {
    return vm.length(read_slot(*args.positional[0].as<Instance>(), "name"));
}

void load(Vm& vm, Module& module) {
    def(vm, module, "show", show);
    def(vm, module, "needs_keyword", needs_keyword);
    def(vm, module, "no_arguments", no_arguments);
    set(vm, module, "answer", Value::small(42));
    Class& cls = make_class(vm, "Person", {}, "people");
    def(vm, cls, "greet", greet);
    def_property(vm, cls, "size", name_length);
    set(vm, module, "Person", class_value(cls));
    const Value alice = make_instance(vm, cls);
    write_slot(vm, *alice.as<Instance>(), "name", vm.heap().make_str("alice"));
    set(vm, module, "alice", alice);
}

std::string with_module(std::string_view source) {
    Ran ran;
    VmOptions options;
    options.output = [&](std::string_view text) { ran.output += text; };
    Vm vm(options);
    vm.add_module({"people", load});
    Completion done = vm.run_module("import people\n" + std::string(source), "test.py");
    if (!done.raised()) return ran.output;
    return ran.output + std::string(text_of(vm.str(done.error()).take()));
}

TEST(Native, BindsArgumentsAsPythonDoes) {
    EXPECT_EQ(with_module("print(people.show(1), people.show(1, 2), people.show(b=3, a=1, c=4))"),
              "(1, 7, None) (1, 2, None) (1, 3, 4)\n");
    EXPECT_EQ(with_module("print(people.needs_keyword(1, key=5))"), "5\n");
}

TEST(Native, WordsWrongCallsAsCPython) {
    EXPECT_EQ(with_module("people.show()"), "show() missing 1 required positional argument: 'a'");
    EXPECT_EQ(with_module("people.show(1, 2, 3)"),
              "show() takes from 1 to 2 positional arguments but 3 were given");
    EXPECT_EQ(with_module("people.no_arguments(1)"),
              "no_arguments() takes 0 positional arguments but 1 was given");
    EXPECT_EQ(with_module("people.show(1, a=2)"), "show() got multiple values for argument 'a'");
    EXPECT_EQ(with_module("people.show(1, d=2)"), "show() got an unexpected keyword argument 'd'");
    EXPECT_EQ(with_module("people.needs_keyword(1)"),
              "needs_keyword() missing 1 required keyword-only argument: 'key'");
}

TEST(Native, ClassesHaveMethodsPropertiesAndAModule) {
    EXPECT_EQ(with_module("print(people.alice.greet(), people.alice.size, people.answer)\n"
                          "print(people.Person.__module__, people.Person)\n"
                          "class Child(people.Person): pass\n"
                          "c = Child(); c.name = 'bob'; print(c.greet(), c.size)"),
              "alice 5 42\npeople <class 'people.Person'>\nbob 3\n");
    EXPECT_EQ(with_module("people.Person.x = 1"),
              "cannot set 'x' attribute of immutable type 'Person'");
    EXPECT_EQ(with_module("people.nothing"), "module 'people' has no attribute 'nothing'");
}

}  // namespace
}  // namespace lang
