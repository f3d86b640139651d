// Lists, tuples, sets, dicts, and the comprehensions that make them.
#include <algorithm>

#include "lang/compiler_internal.h"

namespace lang {

using namespace ast;

namespace {
bool has_star(Exprs elts) {
    return std::any_of(elts.begin(), elts.end(),
                       [](const Expr* e) { return e->kind == ExprKind::Starred; });
}
}  // namespace

void Compiler::sequence(Exprs elts, Op build, int dest) {
    const Place place = place_;
    if (has_star(elts) || elts.size() > 256) {
        const int list = temp();
        starred_list(elts, list, kNoOperand);
        at(place);
        if (build == Op::BuildTuple) {
            emit(Op::ListToTuple, dest, list);
        } else if (build == Op::BuildSet) {
            const int set = temp();
            emit(Op::BuildSet, set, 0, 0);
            emit(Op::SetUpdate, set, list);
            emit(Op::Take, dest, set);
        } else {
            emit(Op::Take, dest, list);
        }
        return;
    }
    const int count = static_cast<int>(elts.size());
    const int items = temp(count);
    for (int i = 0; i < count; ++i) into(*elts[static_cast<std::size_t>(i)], items + i);
    // CPython makes a display of more than two constants from a frozenset, and that copying decides
    // the order in which the set prints.
    const bool constants = std::all_of(elts.begin(), elts.end(),
                                       [](const auto& e) { return e->kind == ExprKind::Constant; });
    if (build == Op::BuildSet && constants && count > 2) {
        emit(build, items, items, count);
        const int set = temp();
        emit(build, set, 0, 0);
        emit(Op::SetUpdate, set, items);
        emit(Op::Take, dest, set);
        return;
    }
    emit(build, dest, items, count);
}

// `function`: the register of what is called with these arguments, for messages.
void Compiler::starred_list(Exprs elts, int dest, int function) {
    emit(Op::BuildList, dest, 0, 0);
    for (const Expr* element : elts) {
        const Temporaries temporaries(*this);
        if (const auto* star = try_as<Starred>(element)) {
            const int value = reg(*star->value);
            at(*star);
            emit(Op::ListExtend, dest, value, function);
        } else {
            emit(Op::ListAppend, dest, operand(*element));
        }
    }
}

void Compiler::dict(const ast::Dict& expr, int dest) {
    const bool plain = expr.keys.size() <= 64 && std::none_of(expr.keys.begin(), expr.keys.end(),
                                                              [](const Expr* key) { return !key; });
    if (plain) {
        const int count = static_cast<int>(expr.keys.size());
        const int items = temp(2 * count);
        for (int i = 0; i < count; ++i) {
            into(*expr.keys[static_cast<std::size_t>(i)], items + 2 * i);
            into(*expr.values[static_cast<std::size_t>(i)], items + 2 * i + 1);
        }
        at(expr);
        emit(Op::BuildDict, dest, items, count);
        return;
    }
    const int work = temp();
    emit(Op::BuildDict, work, 0, 0);
    for (std::size_t i = 0; i < expr.keys.size(); ++i) {
        const Temporaries temporaries(*this);
        if (expr.keys[i] == nullptr) {
            const int mapping = reg(*expr.values[i]);
            at(*expr.values[i]);
            emit(Op::DictUpdate, work, mapping);
            continue;
        }
        const int key = operand(*expr.keys[i]);
        const int value = operand(*expr.values[i]);
        at(expr);
        emit(Op::DictAdd, work, key, value);
    }
    emit(Op::Take, dest, work);
}

// What a comprehension adds to for every round.
struct Compiler::Element {
    Op build;
    int container;  // -1: a generator, it yields
    const Expr* first;
    const Expr* second;
    Scope* outer;
};

// The loops run in this frame; their variables are registers of their own.
void Compiler::comprehension(const Expr& node, Op build, const Expr& first, const Expr* second,
                             std::span<Comprehension> list, int dest) {
    const int container = temp();
    at(node);
    emit(build, container, 0, 0);
    Scope& outer = *scope_;
    Scope& inner = unit_.symbols.scope_of(&node);
    for (Symbol& symbol : inner.symbols) {
        if (symbol.reg < 0 || !symbol.captured) continue;
        emit(Op::Clear, symbol.reg);
        emit(Op::MakeCell, symbol.reg);
    }
    scope_ = &inner;
    generators({build, container, &first, second, &outer}, list, 0);
    scope_ = &outer;
    for (const Symbol& symbol : inner.symbols) {
        if (symbol.reg < 0) continue;
        emit(Op::Clear, symbol.reg);
        if (code_->recorded) emit(Op::RecordLocal, symbol.reg);
        flow_.bound[static_cast<std::size_t>(symbol.reg)] = false;
    }
    at(node);
    emit(Op::Take, dest, container);
}

// The first iterable is evaluated outside; a generator is handed it as its parameter.
void Compiler::generators(const Element& element, std::span<Comprehension> list,
                          std::size_t index) {
    if (index == list.size()) return this->element(element);
    const Comprehension& part = list[index];
    const Temporaries temporaries(*this);
    Label again, advance, end;
    const int state = temp(3);
    int source = 0;
    if (index == 0 && element.container >= 0) {
        Scope* inner = std::exchange(scope_, element.outer);
        source = reg(*part.iter);
        scope_ = inner;
    } else if (index > 0) {
        source = reg(*part.iter);
    }
    at(*part.iter);
    emit(part.is_async ? Op::AsyncIter : Op::GetIter, state, source);
    if (!part.is_async) jump(advance);
    const int value = temp();
    if (part.is_async) {
        place_label(advance);
        async_next(state, value, end);
    } else {
        if (advance.flow) flow_ = *advance.flow;
        again.at = here();
    }
    assign_to(*part.target, value);
    for (const Expr* test : part.ifs) condition(*test, false, advance);
    generators(element, list, index + 1);
    if (part.is_async) {
        jump(advance);
    } else {
        place_label(advance);
        at(*part.iter);
        jump_when(Op::ForLoop, value, state, 0, again);
    }
    place_label(end);
}

void Compiler::element(const Element& element) {
    const Temporaries temporaries(*this);
    const int first = operand(*element.first);
    if (element.container < 0) {
        at(*element.first);
        if (code_->recorded) emit(Op::RecordYield, 0, first);
        emit(Op::Yield, temp(), first);
        if (code_->recorded) emit(Op::RecordResume);
        return;
    }
    const int second = element.second ? operand(*element.second) : 0;
    at(*element.first);
    if (element.build == Op::BuildDict) {
        emit(Op::DictAdd, element.container, first, second);
    } else {
        const Op add = element.build == Op::BuildSet ? Op::SetAdd : Op::ListAppend;
        emit(add, element.container, first);
    }
}

std::shared_ptr<Code> Compiler::generator_code(const GeneratorExp& node) {
    code_->first_line = node.line;
    at(node);
    code_->positional = 1;
    give_registers();
    flow_.bound[0] = true;
    mark_generator(scope_->has_await);
    add_trace_code();
    make_cells();
    generators({Op::Yield, -1, node.elt, nullptr, nullptr}, node.generators, 0);
    const int none = constant(Value::none());
    if (code_->recorded) emit(Op::RecordReturn, 0, none);
    emit(Op::Return, 0, none);
    return finish();
}

void Compiler::generator_expression(const GeneratorExp& expr, int dest) {
    const int base = temp(2);
    const int source = reg(*expr.generators[0].iter);
    at(*expr.generators[0].iter);
    emit(expr.generators[0].is_async ? Op::AsyncIter : Op::PlainIter, base + 1, source);
    at(expr);
    Scope& inner = unit_.symbols.scope_of(&expr);
    Compiler compiler(unit_, inner, CodeKind::GeneratorExpression, "<genexpr>", this);
    std::shared_ptr<Code> code = compiler.generator_code(expr);
    captures_of(*code, inner);
    emit(Op::MakeFunction, base, child(std::move(code)), kNoOperand);
    emit(Op::Call, dest, base, 1);
}

}  // namespace lang
