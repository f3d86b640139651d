#include "lang/parser.h"

#include <gtest/gtest.h>

#include <string>

#include "lang/ast_text.h"

namespace lang {
namespace {

using namespace ast;

std::string place(const base::Error& error) {
    return " @" + std::to_string(error.position.line) + ":" + std::to_string(error.position.column);
}

std::string expression(std::string_view source) {
    auto tree = parse_expression(source);
    if (!tree) return tree.error().where + ": " + tree.error().message + place(tree.error());
    return text_of((*tree)->expression);
}

std::string fault(std::string_view source) {
    auto tree = parse_module(source);
    if (tree) return "none";
    return tree.error().where + ": " + tree.error().message + place(tree.error());
}

std::unique_ptr<Ast> module(std::string_view source) {
    auto tree = parse_module(source);
    EXPECT_TRUE(tree.ok()) << (tree.ok() ? "" : tree.error().message);
    return tree.ok() ? std::move(tree).value() : std::make_unique<Ast>("");
}

template <class Node>
const Node& first(const Ast& tree) {
    EXPECT_FALSE(tree.body.empty());
    EXPECT_EQ(tree.body[0]->kind, Node::kKind);
    return as<Node>(*tree.body[0]);
}

TEST(ParserExpression, OperatorsBindAsInPython) {
    EXPECT_EQ(expression("1 + 2 * 3 - 4"), "(- (+ 1 (* 2 3)) 4)");
    EXPECT_EQ(expression("-2 ** -3 ** 2"), "(- (** 2 (- (** 3 2))))");
    EXPECT_EQ(expression("a | b ^ c & d << 1 + 2"), "(| a (^ b (& c (<< d (+ 1 2)))))");
    EXPECT_EQ(expression("not a == b and c or d"), "(or (and (not (a == b)) c) d)");
    EXPECT_EQ(expression("a if b else c if d else e"), "(if b a (if d c e))");
    EXPECT_EQ(expression("~x.y[0](1)"), "(~ (call x.y[0] 1))");
    EXPECT_EQ(expression("a @ b // c % d"), "(% (// (@ a b) c) d)");
}

TEST(ParserExpression, ComparisonsChain) {
    EXPECT_EQ(expression("a < b <= c != d"), "(a < b <= c != d)");
    EXPECT_EQ(expression("a not in b is not c"), "(a not-in b is-not c)");
}

TEST(ParserExpression, DisplaysAndComprehensions) {
    EXPECT_EQ(expression("[1, *a, (2,), ()]"), "[1 *a (tuple 2) (tuple )]");
    EXPECT_EQ(expression("{1: 2, **m}"), "(dict 1:2 **m)");
    EXPECT_EQ(expression("{1, 2}"), "{1 2}");
    EXPECT_EQ(expression("[x for x in y if x if not x for z in x]"),
              "[x for x in y if x if (not x) for z in x]");
    EXPECT_EQ(expression("{k: v for k, v in d}"), "{k:v for (tuple k v) in d}");
    EXPECT_EQ(expression("sum(x for x in y)"), "(call sum (gen x for x in y))");
}

TEST(ParserExpression, CallsTakeEveryKindOfArgument) {
    EXPECT_EQ(expression("f(a, *b, c=1, **d, e=2)"), "(call f a *b c=1 **d e=2)");
    EXPECT_EQ(expression("f(x := 1)"), "(call f (:= x 1))");
    EXPECT_EQ(expression("f(a,)"), "(call f a)");
}

TEST(ParserExpression, SubscriptsAndSlices) {
    EXPECT_EQ(expression("a[1:2, ::3, *b]"), "a[(tuple 1:2:_ _:_:3 *b)]");
    EXPECT_EQ(expression("a[:]"), "a[_:_:_]");
    EXPECT_EQ(expression("a[*b]"), "a[(tuple *b)]");
}

TEST(ParserExpression, NumbersAreKeptAsPlainText) {
    EXPECT_EQ(expression("1_000"), "1000");
    EXPECT_EQ(expression("0XFF"), "0xff");
    EXPECT_EQ(expression("1E5"), "1e5");
    EXPECT_EQ(expression("123456789012345678901234567890"), "123456789012345678901234567890");
    EXPECT_EQ(expression("2j"), "Unsupported: complex numbers are not part of this language @1:1");
}

TEST(ParserExpression, StringsAreDecoded) {
    EXPECT_EQ(expression(R"('a\tb\x41\u00e9\101\
c')"),
              "'a\tbA\xC3\xA9"
              "Ac'");
    EXPECT_EQ(expression(R"(r'\n' 'x' "y")"), R"('\nxy')");
    EXPECT_EQ(expression(R"(b'\xff\n')"), "b'\xFF\n'");
    EXPECT_EQ(expression(R"('\N{EURO SIGN}')"), "'\xE2\x82\xAC'");
    EXPECT_EQ(expression(R"('\q')"), R"('\q')");
    EXPECT_EQ(expression("'''a\r\nb'''"), "'a\nb'");
    EXPECT_EQ(expression(R"('\ud800')"), "'\xED\xA0\x80'");
}

TEST(ParserExpression, WrongEscapesAreNamed) {
    EXPECT_EQ(expression(R"('\x1')"),
              "SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position "
              "0-2: truncated \\xXX escape @1:1");
    EXPECT_EQ(expression(R"('ab\U00110000')"),
              "SyntaxError: (unicode error) 'unicodeescape' codec can't decode bytes in position "
              "2-11: illegal Unicode character @1:1");
    EXPECT_EQ(expression(R"(b'\x')"),
              "SyntaxError: (value error) invalid \\x escape at position 0 @1:1");
    EXPECT_EQ(expression("b'\xC3\xA9'"),
              "SyntaxError: bytes can only contain ASCII literal characters @1:1");
    EXPECT_EQ(expression("b'' ''"), "SyntaxError: cannot mix bytes and nonbytes literals @1:1");
    EXPECT_EQ(expression(R"('\N{NO SUCH NAME}')"),
              "Unsupported: the character name 'NO SUCH NAME' is not known here; write \\u and its "
              "number @1:1");
}

TEST(ParserFString, FieldsHaveConversionsAndSpecs) {
    EXPECT_EQ(expression("f'a{b}c'"), "(f 'a' {b} 'c')");
    EXPECT_EQ(expression("f'{b!r:>{w}.2f}'"), "(f {b!r:(f '>' {w} '.2f')})");
    EXPECT_EQ(expression("f'{{{b}}}'"), "(f '{' {b} '}')");
    EXPECT_EQ(expression("f''"), "(f )");
    EXPECT_EQ(expression("'x' f'{a}' r'\\d' f'\\x41'"), "(f 'x' {a} '\\dA')");
    EXPECT_EQ(expression("rf'\\d{a}'"), "(f '\\d' {a})");
}

TEST(ParserFString, AnEqualSignShowsTheExpression) {
    EXPECT_EQ(expression("f'{ a + 1 = }'"), "(f ' a + 1 = ' {(+ a 1)!r})");
    EXPECT_EQ(expression("f'{a=!s}{b=:x}'"), "(f 'a=' {a!s} 'b=' {b:(f 'x')})");
}

TEST(ParserFString, QuotesAndDictsNest) {
    EXPECT_EQ(expression("f'{d['k']}'"), "(f {d['k']})");
    EXPECT_EQ(expression("f'{ {1: 2}[1] }'"), "(f {(dict 1:2)[1]})");
    EXPECT_EQ(expression("f'{f'{f'{x}'}'}'"), "(f {(f {(f {x})})})");
    EXPECT_EQ(expression("f'{(lambda x: x)}'"), "(f {(lambda x)})");
    EXPECT_EQ(expression("f'{a, b}'"), "(f {(tuple a b)})");
}

TEST(ParserFString, FaultsAreNamed) {
    EXPECT_EQ(fault("f'{}'"), "SyntaxError: f-string: valid expression required before '}' @1:4");
    EXPECT_EQ(fault("f'{a!x}'"),
              "SyntaxError: f-string: invalid conversion character 'x': expected 's', 'r', or 'a' "
              "@1:6");
    EXPECT_EQ(fault("f'{lambda x: x}'"),
              "SyntaxError: f-string: lambda expressions are not allowed without parentheses @1:4");
    EXPECT_EQ(fault("f'{a b}'"), "SyntaxError: invalid syntax. Perhaps you forgot a comma? @1:4");
    EXPECT_EQ(fault("f'{a'"), "SyntaxError: f-string: expecting '}' @1:5");
    EXPECT_EQ(fault("t'{a}'"), "Unsupported: template strings are not part of this language @1:1");
}

TEST(ParserStatement, PlacesAreThoseOfTheSource) {
    const auto tree = module("x = 1\nyy = f(\n  a)\n");
    const auto& call = as<Assign>(*tree->body[1]);
    EXPECT_EQ(call.line, 2);
    EXPECT_EQ(call.value->column, 6);
    EXPECT_EQ(call.value->end_line, 3);
    EXPECT_EQ(call.value->end_column, 5);
}

TEST(ParserStatement, AssignmentsHaveTargetsFromLeftToRight) {
    const auto tree = module("a = b, *c = d\nx: int = 1\n(y): str\nz.w += 2\n");
    const auto& assign = first<Assign>(*tree);
    ASSERT_EQ(assign.targets.size(), 2U);
    EXPECT_EQ(text_of(assign.targets[1]), "(tuple b *c)");
    EXPECT_TRUE(as<AnnAssign>(*tree->body[1]).simple);
    EXPECT_FALSE(as<AnnAssign>(*tree->body[2]).simple);
    EXPECT_EQ(as<AugAssign>(*tree->body[3]).op, Operator::Add);
}

TEST(ParserStatement, ElifIsAnIfInTheElse) {
    const auto tree = module("if a:\n  1\nelif b:\n  2\nelse:\n  3\n");
    const auto& branch = first<If>(*tree);
    ASSERT_EQ(branch.orelse.size(), 1U);
    const auto& second = as<If>(*branch.orelse[0]);
    EXPECT_EQ(text_of(second.test), "b");
    EXPECT_EQ(second.orelse.size(), 1U);
    EXPECT_EQ(branch.end_line, 6);
}

TEST(ParserStatement, LoopsAndTheirElse) {
    const auto tree = module("for a, b in c, d:\n  break\nelse:\n  e\nwhile x: continue\n");
    const auto& loop = first<For>(*tree);
    EXPECT_EQ(text_of(loop.target), "(tuple a b)");
    EXPECT_EQ(text_of(loop.iter), "(tuple c d)");
    EXPECT_EQ(loop.orelse.size(), 1U);
}

TEST(ParserStatement, WithTakesItemsInParenthesesToo) {
    const auto tree = module("with (a as b, c):\n  1\nwith (a, b) as c: 2\n");
    EXPECT_EQ(first<With>(*tree).items.size(), 2U);
    const auto& second = as<With>(*tree->body[1]);
    ASSERT_EQ(second.items.size(), 1U);
    EXPECT_EQ(text_of(second.items[0].context_expr), "(tuple a b)");
}

TEST(ParserStatement, TryHasHandlersElseAndFinally) {
    const auto tree = module(
        "try:\n  a\nexcept (A, B) as e:\n  b\nexcept C, D:\n  c\nexcept:\n  d\nelse:\n  e\n"
        "finally:\n  f\n");
    const auto& attempt = first<Try>(*tree);
    ASSERT_EQ(attempt.handlers.size(), 3U);
    EXPECT_EQ(attempt.handlers[0].name, "e");
    EXPECT_EQ(text_of(attempt.handlers[1].type), "(tuple C D)");
    EXPECT_EQ(attempt.handlers[2].type, nullptr);
    EXPECT_EQ(attempt.orelse.size(), 1U);
    EXPECT_EQ(attempt.finalbody.size(), 1U);
    EXPECT_EQ(fault("try:\n  a\nexcept* A:\n  b\n"),
              "Unsupported: except* is not part of this language @3:1");
}

TEST(ParserStatement, FunctionsHaveEveryKindOfParameter) {
    const auto tree =
        module("@d(1)\nasync def f[T](a, /, b: int = 1, *c, d, e=2, **g) -> str: ...\n");
    const auto& function = first<FunctionDef>(*tree);
    EXPECT_TRUE(function.is_async);
    EXPECT_EQ(function.line, 2);
    EXPECT_EQ(function.decorator_list.size(), 1U);
    EXPECT_EQ(function.type_params.size(), 1U);
    EXPECT_EQ(function.args.posonlyargs.size(), 1U);
    EXPECT_EQ(function.args.args.size(), 1U);
    EXPECT_EQ(function.args.defaults.size(), 1U);
    EXPECT_EQ(function.args.vararg->name, "c");
    ASSERT_EQ(function.args.kwonlyargs.size(), 2U);
    EXPECT_EQ(function.args.kw_defaults[0], nullptr);
    EXPECT_EQ(text_of(function.args.kw_defaults[1]), "2");
    EXPECT_EQ(function.args.kwarg->name, "g");
    EXPECT_EQ(text_of(function.returns), "str");
}

TEST(ParserStatement, ClassesImportsAndTheRest) {
    const auto tree = module(
        "class A(B, metaclass=C): x: int\nimport a.b as c, d\nfrom ..e import (f as g, h,)\n"
        "from i import *\nglobal j\ndel k, (l, m)\nassert n, o\nraise p from q\ntype R[S] = "
        "list[S]\n");
    EXPECT_EQ(first<ClassDef>(*tree).keywords.size(), 1U);
    EXPECT_EQ(as<Import>(*tree->body[1]).names[0].name, "a.b");
    const auto& from = as<ImportFrom>(*tree->body[2]);
    EXPECT_EQ(from.level, 2);
    EXPECT_EQ(from.names[0].asname, "g");
    EXPECT_EQ(as<Delete>(*tree->body[5]).targets.size(), 2U);
    EXPECT_EQ(text_of(as<Raise>(*tree->body[7]).cause), "q");
    EXPECT_EQ(tree->body[8]->kind, StmtKind::TypeAlias);
}

TEST(ParserStatement, MatchCaseAndTypeAreNamesElsewhere) {
    EXPECT_EQ(fault("match = 1\ncase = match\ntype = type(case)\nmatch(1)\nmatch[0]\nmatch -1\n"
                    "print(match, case, type)\nmatch.x = 1\n"),
              "none");
}

TEST(ParserPattern, EveryFormIsRead) {
    const auto tree = module(
        "match x, y:\n"
        "  case 1 | -2.5 | 'a' 'b' | None: pass\n"
        "  case [a, *_, (b)] if a: pass\n"
        "  case {'k': v, M.x: 2, **rest}: pass\n"
        "  case P(1, q=2) as whole: pass\n"
        "  case a.b, *c: pass\n"
        "  case _: pass\n");
    const auto& match = first<Match>(*tree);
    ASSERT_EQ(match.cases.size(), 6U);
    EXPECT_EQ(as<MatchOr>(*match.cases[0].pattern).patterns.size(), 4U);
    const auto& sequence = as<MatchSequence>(*match.cases[1].pattern);
    ASSERT_EQ(sequence.patterns.size(), 3U);
    EXPECT_EQ(as<MatchAs>(*sequence.patterns[2]).name, "b");
    EXPECT_NE(match.cases[1].guard, nullptr);
    EXPECT_EQ(as<MatchMapping>(*match.cases[2].pattern).rest, "rest");
    const auto& whole = as<MatchAs>(*match.cases[3].pattern);
    EXPECT_EQ(as<MatchClass>(*whole.pattern).kwd_attrs[0], "q");
    EXPECT_EQ(match.cases[4].pattern->kind, PatternKind::MatchSequence);
    EXPECT_EQ(as<MatchAs>(*match.cases[5].pattern).name, "");
}

struct Refusal {
    const char* source;
    const char* error;
};

class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, SaysWhatCPythonSays) { EXPECT_EQ(fault(GetParam().source), GetParam().error); }

// Each line was compared with CPython 3.14.
INSTANTIATE_TEST_SUITE_P(
    Grammar, Refused,
    testing::Values(
        Refusal{"x = = 1", "SyntaxError: invalid syntax @1:5"},
        Refusal{"x = (1,\ny = 2", "SyntaxError: '(' was never closed @1:5"},
        Refusal{"  x", "IndentationError: unexpected indent @1:2"},
        Refusal{"if x:\npass",
                "IndentationError: expected an indented block after 'if' statement "
                "on line 1 @2:1"},
        Refusal{"def f():\n",
                "IndentationError: expected an indented block after function definition on line 1 "
                "@1:9"},
        Refusal{"if x\n  y", "SyntaxError: expected ':' @1:5"},
        Refusal{"if x = 1: pass",
                "SyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='? @1:4"},
        Refusal{"print 'a'",
                "SyntaxError: Missing parentheses in call to 'print'. Did you mean print(...)? "
                "@1:1"},
        Refusal{"f(a b)", "SyntaxError: invalid syntax. Perhaps you forgot a comma? @1:3"},
        Refusal{"x = 1 if 2", "SyntaxError: expected 'else' after 'if' expression @1:5"},
        Refusal{"f(x for x in y, 1)",
                "SyntaxError: Generator expression must be parenthesized @1:3"},
        Refusal{"f(a=1, 2)", "SyntaxError: positional argument follows keyword argument @1:9"},
        Refusal{
            "f(a.b=1)",
            "SyntaxError: expression cannot contain assignment, perhaps you meant \"==\"? @1:3"},
        Refusal{"f(True=1)", "SyntaxError: cannot assign to True @1:3"},
        Refusal{"{1: 2, 3}", "SyntaxError: ':' expected after dictionary key @1:8"},
        Refusal{"[x, y for x in z]",
                "SyntaxError: did you forget parentheses around the comprehension target? @1:2"},
        Refusal{"1 + not x", "SyntaxError: 'not' after an operator must be parenthesized @1:5"},
        Refusal{"def f(a=1, b): pass",
                "SyntaxError: parameter without a default follows parameter with a default @1:12"},
        Refusal{"def f(*): pass", "SyntaxError: named arguments must follow bare * @1:7"},
        Refusal{"def f(**a, b): pass",
                "SyntaxError: arguments cannot follow var-keyword argument @1:12"},
        Refusal{"lambda (x): x",
                "SyntaxError: Lambda expression parameters cannot be parenthesized @1:8"},
        Refusal{"try:\n  x\ny", "SyntaxError: expected 'except' or 'finally' block @3:1"},
        Refusal{"try:\n  x\nexcept A, B as e:\n  y",
                "SyntaxError: multiple exception types must be parenthesized when using 'as' @3:8"},
        Refusal{"from x import a,",
                "SyntaxError: trailing comma not allowed without surrounding parentheses @1:17"},
        Refusal{"import a from b",
                "SyntaxError: Did you mean to use 'from ... import ...' instead? @1:1"},
        Refusal{"1 <> 2",
                "SyntaxError: invalid syntax.  Maybe you meant '!=' instead of '<>'? @1:3"},
        Refusal{"match x:\n  case 1 as _: pass", "SyntaxError: cannot use '_' as a target @2:13"},
        Refusal{"match x:\n  case f'a': pass",
                "SyntaxError: patterns may only match literals and attribute lookups @2:8"}));

INSTANTIATE_TEST_SUITE_P(
    Targets, Refused,
    testing::Values(
        Refusal{"1 = x",
                "SyntaxError: cannot assign to literal here. Maybe you meant '==' instead "
                "of '='? @1:1"},
        Refusal{"f() = 1",
                "SyntaxError: cannot assign to function call here. Maybe you meant '==' "
                "instead of '='? @1:1"},
        Refusal{"a, None = b", "SyntaxError: cannot assign to None @1:4"},
        Refusal{"x + 1 += 2",
                "SyntaxError: 'expression' is an illegal expression for augmented "
                "assignment @1:1"},
        Refusal{"(a, b): int", "SyntaxError: only single target (not tuple) can be annotated @1:1"},
        Refusal{"del f()", "SyntaxError: cannot delete function call @1:5"},
        Refusal{"for 1 in x: pass", "SyntaxError: cannot assign to literal @1:5"},
        Refusal{"with a as 1: pass", "SyntaxError: cannot assign to literal @1:11"},
        Refusal{"*a = b", "SyntaxError: starred assignment target must be in a list or tuple @1:1"},
        Refusal{"*a, *b = c", "SyntaxError: multiple starred expressions in assignment @1:1"},
        Refusal{"print(*a) = *b", "SyntaxError: cannot assign to function call @1:1"},
        Refusal{"x = *a", "SyntaxError: can't use starred expression here @1:5"},
        Refusal{"__debug__ = 1", "SyntaxError: cannot assign to __debug__ @1:1"},
        Refusal{"(x()) := 1", "SyntaxError: invalid syntax @1:7"}));

INSTANTIATE_TEST_SUITE_P(
    Scopes, Refused,
    testing::Values(
        Refusal{"return 1", "SyntaxError: 'return' outside function @1:1"},
        Refusal{"class A:\n  yield 1", "SyntaxError: 'yield' outside function @2:3"},
        Refusal{"await x", "SyntaxError: 'await' outside function @1:1"},
        Refusal{"def f():\n  await x", "SyntaxError: 'await' outside async function @2:3"},
        Refusal{"def f():\n  async with x: pass",
                "SyntaxError: 'async with' outside async function @2:3"},
        Refusal{"def f():\n  return [await x for x in y]",
                "SyntaxError: asynchronous comprehension outside of an asynchronous function "
                "@2:10"},
        Refusal{"async def f():\n  yield 1\n  return 2",
                "SyntaxError: 'return' with value in async generator @3:3"},
        Refusal{"async def f():\n  yield from x",
                "SyntaxError: 'yield from' inside async function @2:3"},
        Refusal{"def f(): return [(yield 1) for x in y]",
                "SyntaxError: 'yield' inside list comprehension @1:19"},
        Refusal{"break", "SyntaxError: 'break' outside loop @1:1"},
        Refusal{"while x:\n  def f():\n    continue",
                "SyntaxError: 'continue' not properly in loop @3:5"},
        Refusal{"nonlocal x", "SyntaxError: nonlocal declaration not allowed at module level @1:1"},
        Refusal{"def f():\n  nonlocal x", "SyntaxError: no binding for nonlocal 'x' found @2:3"},
        Refusal{"def f(x):\n  global x", "SyntaxError: name 'x' is parameter and global @2:3"},
        Refusal{"def f():\n  print(x)\n  global x",
                "SyntaxError: name 'x' is used prior to global declaration @3:3"},
        Refusal{"def f():\n  x = 1\n  global x",
                "SyntaxError: name 'x' is assigned to before global declaration @3:3"},
        Refusal{"def f(a, a): pass",
                "SyntaxError: duplicate argument 'a' in function definition @1:10"},
        Refusal{"f(a=1, a=2)", "SyntaxError: keyword argument repeated: a @1:8"},
        Refusal{"def f():\n  from x import *",
                "SyntaxError: import * only allowed at module level @2:17"},
        Refusal{"try:\n  x\nexcept:\n  y\nexcept A:\n  z",
                "SyntaxError: default 'except:' must be last @3:1"},
        Refusal{"x = 1\nfrom __future__ import annotations",
                "SyntaxError: from __future__ imports must occur at the beginning of the file "
                "@2:1"},
        Refusal{"[i := 0 for i in x]",
                "SyntaxError: assignment expression cannot rebind comprehension iteration variable "
                "'i' @1:2"},
        Refusal{"[x for x in (y := z)]",
                "SyntaxError: assignment expression cannot be used in a comprehension iterable "
                "expression @1:14"},
        Refusal{"x: (yield)",
                "SyntaxError: yield expression cannot be used within an annotation "
                "@1:5"},
        Refusal{"class A[T, T]: pass", "SyntaxError: duplicate type parameter 'T' @1:12"},
        Refusal{"match x:\n  case a: pass\n  case b: pass",
                "SyntaxError: name capture 'a' makes remaining patterns unreachable @2:8"},
        Refusal{"match x:\n  case [a, a]: pass",
                "SyntaxError: multiple assignments to name 'a' in pattern @2:12"},
        Refusal{"match x:\n  case a | 1: pass",
                "SyntaxError: name capture 'a' makes remaining patterns unreachable @2:8"},
        Refusal{"match x:\n  case [a] | [b]: pass",
                "SyntaxError: alternative patterns bind different names @2:8"},
        Refusal{"match x:\n  case {1: a, 1.0: b}: pass",
                "SyntaxError: mapping pattern checks duplicate key (1.0) @2:8"}));

TEST(ParserScopes, WhatIsAllowedPasses) {
    EXPECT_EQ(fault("def f():\n  x = 1\n  def g():\n    nonlocal x\n    x = 2\n"), "none");
    EXPECT_EQ(fault("def f():\n  def g():\n    nonlocal x\n  x = 1\n"), "none");
    EXPECT_EQ(fault("global x\nx = 1\ndef f():\n  global x\n  x += 1\n"), "none");
    EXPECT_EQ(fault("async def f():\n  return [x async for x in y if await x]\n"), "none");
    EXPECT_EQ(fault("def f():\n  g = lambda: (yield)\n  return (await x for x in y)\n"), "none");
    EXPECT_EQ(fault("while 1:\n  try:\n    break\n  finally:\n    continue\n"), "none");
    EXPECT_EQ(fault("'doc'\nfrom __future__ import annotations\n"), "none");
    EXPECT_EQ(fault("if any((y := x) for x in z): print(y)\n"), "none");
}

TEST(ParserLimits, DeepNestingIsAnErrorNotACrash) {
    const auto repeat = [](std::string_view piece, int times) {
        std::string out;
        for (int i = 0; i < times; ++i) out += piece;
        return out;
    };
    for (const std::string_view piece :
         {"-", "not ", "lambda: ", "1 if 1 else ", "1 + ", "2 ** ", "a.", "f(", "[", "{1: "}) {
        const std::string error = fault("x = " + repeat(piece, 20000) + "1");
        EXPECT_NE(error, "none") << piece;
    }
    EXPECT_EQ(fault("x = " + repeat("1 + ", 900) + "1"), "none");
    EXPECT_EQ(fault("x = a" + repeat("()", 5000)).substr(0, 14), "RecursionError");
    EXPECT_EQ(fault("if a: pass\n" + repeat("elif b: pass\n", 20000)), "none");
}

TEST(ParserInput, ThatIsNotTextIsRefused) {
    EXPECT_EQ(fault("x = '\xFF'"), "SyntaxError: the source is not UTF-8 text @1:1");
    EXPECT_EQ(fault(std::string("x\0y", 3)),
              "SyntaxError: source code string cannot contain null bytes @1:1");
}

TEST(ParserInput, AnExpressionStandsAlone) {
    EXPECT_EQ(expression("list['str'] | None\n"), "(| list['str'] None)");
    EXPECT_EQ(expression("a; b"), "SyntaxError: invalid syntax @1:2");
    EXPECT_EQ(expression("x = 1"), "SyntaxError: invalid syntax @1:3");
    EXPECT_EQ(expression(""), "SyntaxError: invalid syntax @1:1");
}

}  // namespace
}  // namespace lang
